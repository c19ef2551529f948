package dev.sidetone.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sidetone.config.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Checks signed bearer tokens: HS256 and nothing else, {@code exp} always, {@code nbf} where it is
 * there, {@code iss} and {@code aud} where they are configured. Thread-safe.
 */
final class Jwt {

    private static final String INVALID = "invalid websocket jwt";
    private static final int LONGEST = 8 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Access.Jwt rules;
    private final byte[] secret;
    private final InstantSource clock;

    Jwt(Access.Jwt rules, InstantSource clock) {
        this.rules = rules;
        this.secret = rules.secret().reveal().getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** What a token comes to. */
    private sealed interface Checked {

        record Good(Reader reader) implements Checked {}

        record Bad(String why) implements Checked {}
    }

    /** What is wrong with a token; empty when nothing is. Never repeats it. */
    Optional<String> fault(String token) {
        return switch (checked(token)) {
            case Checked.Good _ -> Optional.empty();
            case Checked.Bad(String why) -> Optional.of(why);
        };
    }

    /** Who holds a token and what they may do; empty when something is wrong with it. */
    Optional<Reader> reader(String token) {
        return switch (checked(token)) {
            case Checked.Good(Reader reader) -> Optional.of(reader);
            case Checked.Bad _ -> Optional.empty();
        };
    }

    private Checked checked(String token) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > LONGEST || parts.length != 3 || !signed(parts)) {
            return new Checked.Bad(INVALID);
        }
        Optional<JsonNode> claims = json(parts[1]);
        Optional<String> fault = claims.map(this::claims).orElse(Optional.of(INVALID));
        if (claims.isEmpty() || fault.isPresent()) {
            return new Checked.Bad(fault.orElse(INVALID));
        }
        return new SignedRights(
                        claims.get(), until(claims.get().path("exp").asLong()), rules.needsScope())
                .reader()
                .<Checked>map(Checked.Good::new)
                .orElseGet(() -> new Checked.Bad(INVALID));
    }

    /** With the difference of the clocks, as when it is checked. */
    private Instant until(long exp) {
        long last = Instant.MAX.getEpochSecond();
        long skew = rules.skew().toSeconds();
        return exp >= last - skew ? Instant.MAX : Instant.ofEpochSecond(Math.max(exp, 0) + skew);
    }

    private boolean signed(String[] parts) {
        boolean hs256 =
                json(parts[0])
                        .filter(header -> header.path("alg").asText().equals("HS256"))
                        .isPresent();
        byte[] expected = Tokens.hmac(secret, parts[0] + "." + parts[1]);
        return hs256 && bytes(parts[2]).filter(s -> MessageDigest.isEqual(expected, s)).isPresent();
    }

    private Optional<String> claims(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        long skew = rules.skew().toSeconds();
        JsonNode exp = claims.path("exp");
        JsonNode nbf = claims.path("nbf");
        if (!isTime(exp) || (!nbf.isMissingNode() && !nbf.isNull() && !isTime(nbf))) {
            return Optional.of(INVALID);
        }
        if (now > Math.addExact(Math.min(exp.asLong(), Long.MAX_VALUE - skew), skew)) {
            return Optional.of("expired websocket jwt");
        }
        if (isTime(nbf) && now < Math.max(nbf.asLong(), Long.MIN_VALUE + skew) - skew) {
            return Optional.of("websocket jwt is not valid yet");
        }
        if (rules.issuer().filter(i -> !claims.path("iss").asText().equals(i)).isPresent()) {
            return Optional.of("websocket jwt issuer mismatch");
        }
        if (rules.audience().filter(a -> !holds(claims.path("aud"), a)).isPresent()) {
            return Optional.of("websocket jwt audience mismatch");
        }
        return Optional.empty();
    }

    private static boolean isTime(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static boolean holds(JsonNode aud, String audience) {
        if (aud.isTextual()) {
            return aud.asText().equals(audience);
        }
        for (JsonNode one : aud) {
            if (one.asText().equals(audience)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<JsonNode> json(String part) {
        return bytes(part).flatMap(Jwt::parsed).filter(JsonNode::isObject);
    }

    private static Optional<JsonNode> parsed(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readTree(json));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
