package dev.sidetone.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.Access;
import dev.sidetone.config.Scope;
import dev.sidetone.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

    static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final long NOW = 1_800_000_000;
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private static Jwt jwt(Optional<String> issuer, Optional<String> audience) {
        return jwt(issuer, audience, false);
    }

    private static Jwt jwt(Optional<String> issuer, Optional<String> audience, boolean needsScope) {
        var rules =
                new Access.Jwt(
                        new Secret(SECRET), issuer, audience, Duration.ofSeconds(30), needsScope);
        return new Jwt(rules, () -> Instant.ofEpochSecond(NOW));
    }

    private static final Jwt STRICT = jwt(Optional.of("us"), Optional.of("them"));
    private static final Jwt LAX = jwt(Optional.empty(), Optional.empty());

    static String token(String header, String claims, String secret) {
        String signed = base64(bytes(header)) + "." + base64(bytes(claims));
        return signed + "." + base64(Tokens.hmac(bytes(secret), signed));
    }

    private static Optional<Reader> reader(String more) {
        return LAX.reader(token(HS256, claims(NOW + 60, more), SECRET));
    }

    @Test
    void theClaimsSayWhoThatIsAndWhatTheyMay() {
        Reader alice =
                reader(
                                ",\"sub\":\"alice\",\"scope\":\"openid view  talk\",\"workspaces\":[\"one\"]")
                        .orElseThrow();
        assertThat(alice)
                .isEqualTo(
                        new Reader(
                                "alice",
                                Set.of(Scope.VIEW, Scope.TALK),
                                Set.of("one"),
                                Instant.ofEpochSecond(NOW + 90)));
        assertThat(alice.in("one")).isTrue();
        assertThat(alice.in("One")).isFalse();
        assertThat(alice.expired(Instant.ofEpochSecond(NOW + 91))).isTrue();
        assertThat(reader(",\"sub\":\"bob\",\"scope\":[\"admin\"]").orElseThrow())
                .satisfies(bob -> assertThat(bob.everywhere()).isTrue())
                .satisfies(bob -> assertThat(bob.scopes()).containsExactly(Scope.ADMIN));
        assertThat(reader(",\"sub\":\"eve\",\"workspaces\":[\"one\"]").orElseThrow().scopes())
                .isEmpty();
        assertThat(reader("").orElseThrow())
                .satisfies(all -> assertThat(all.name()).isEmpty())
                .satisfies(all -> assertThat(all.scopes()).hasSize(Scope.values().length));
        assertThat(reader(",\"sub\":\"old\"").orElseThrow().name()).isEqualTo("old");
    }

    @Test
    void whereScopesAreInUseWhoSaysNothingGetsNothing() {
        Jwt scoped = jwt(Optional.empty(), Optional.empty(), true);
        for (String more :
                List.of("", ",\"sub\":\"old\"", ",\"sub\":\"a\",\"workspaces\":[\"*\"]")) {
            Reader reader = scoped.reader(signed(claims(NOW + 60, more))).orElseThrow();
            assertThat(reader.scopes()).as(more).isEmpty();
        }
        Reader bob =
                scoped.reader(signed(claims(NOW + 60, ",\"sub\":\"bob\",\"scope\":\"view\"")))
                        .orElseThrow();
        assertThat(bob.everywhere()).isTrue();
        assertThat(bob.scopes()).containsExactly(Scope.VIEW);
    }

    /** What is not as it has to be gives no rights, rather than some. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'scope':'view'",
                ",'sub':'','scope':'view'",
                ",'sub':' a','scope':'view'",
                ",'sub':'a\\nb'",
                ",'sub':'a\\u202eb'",
                ",'sub':7",
                ",'sub':'a','scope':7",
                ",'sub':'a','scope':null",
                ",'sub':'a','scope':['view',1]",
                ",'sub':'a','scope':'view','workspaces':'one'",
                ",'sub':'a','scope':'view','workspaces':null",
                ",'sub':'a','scope':'view','workspaces':[['*']]"
            })
    void crookedClaimsLetNobodyIn(String more) {
        String claims = more.replace('\'', '"');
        assertThat(reader(claims)).isEmpty();
        assertThat(LAX.fault(token(HS256, claims(NOW + 60, claims), SECRET)))
                .contains("invalid websocket jwt");
    }

    private static String claims(long exp, String more) {
        return "{\"exp\":" + exp + more + "}";
    }

    private static String signed(String claims) {
        return token(HS256, claims, SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "30, ''",
        "31, expired websocket jwt",
        "-315360000, ''",
    })
    void theEndIsHeededWithSkew(long secondsAgo, String fault) {
        assertThat(LAX.fault(signed(claims(NOW - secondsAgo, "")))).isEqualTo(said(fault));
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "30, ''", "31, websocket jwt is not valid yet"})
    void theBeginningIsHeededWithSkew(long secondsAhead, String fault) {
        String claims = claims(NOW + 60, ",\"nbf\":" + (NOW + secondsAhead));
        assertThat(LAX.fault(signed(claims))).isEqualTo(said(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"iss\":\"us\",\"aud\":\"them\" | ''",
                ",\"iss\":\"us\",\"aud\":[\"x\",\"them\"] | ''",
                ",\"iss\":\"other\",\"aud\":\"them\" | websocket jwt issuer mismatch",
                ",\"aud\":\"them\" | websocket jwt issuer mismatch",
                ",\"iss\":\"us\",\"aud\":[\"x\"] | websocket jwt audience mismatch",
                ",\"iss\":\"us\" | websocket jwt audience mismatch"
            })
    void issuerAndAudienceAreCheckedWhereConfigured(String more, String fault) {
        assertThat(STRICT.fault(signed(claims(NOW + 9, more)))).isEqualTo(said(fault));
        assertThat(LAX.fault(signed(claims(NOW + 9, more)))).isEmpty();
    }

    @Test
    void onlyOurSignatureWithHs256IsTaken() {
        String good = claims(NOW + 9, "");
        String unsigned = base64(bytes("{\"alg\":\"none\"}")) + "." + base64(bytes(good)) + ".";

        assertThat(LAX.fault(token(HS256, good, SECRET + "x")))
                .isEqualTo(said("invalid websocket jwt"));
        assertThat(LAX.fault(token("{\"alg\":\"HS512\"}", good, SECRET)))
                .isEqualTo(said("invalid websocket jwt"));
        assertThat(LAX.fault(unsigned)).isEqualTo(said("invalid websocket jwt"));
        assertThat(LAX.fault(signed("{}"))).isEqualTo(said("invalid websocket jwt"));
        assertThat(LAX.fault(signed("{\"exp\":\"9\"}"))).isEqualTo(said("invalid websocket jwt"));
        assertThat(LAX.fault(signed(claims(Long.MAX_VALUE, "")))).isEmpty();
    }

    @Property(tries = 500)
    void aTamperedOrMadeUpTokenIsNeverTaken(
            @ForAll String made, @ForAll byte flip, @ForAll int at) {
        byte[] token = bytes(signed(claims(NOW + 9, "")));
        int where = Math.floorMod(at, token.length - 1); // the last digit has spare bits
        boolean same = token[where] == flip;
        token[where] = flip;

        assertThat(LAX.fault(made)).isPresent();
        assertThat(LAX.fault(new String(token, StandardCharsets.ISO_8859_1)).isEmpty())
                .isEqualTo(same);
    }

    private static Optional<String> said(String fault) {
        return Optional.of(fault).filter(f -> !f.isEmpty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
