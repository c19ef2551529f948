package dev.sidetone.auth;

import dev.sidetone.config.Access;
import dev.sidetone.config.InternalKey;
import dev.sidetone.config.Secret;
import dev.sidetone.config.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a caller may show: the token, one of somebody's own, a signed one, this process's own key,
 * or the cookie that the login form gives for a token. The cookie is derived from the token's hash,
 * so that it ends with it and outlives a restart. Compares in constant time. Thread-safe.
 */
@Singleton
final class Tokens {

    private static final String COOKIE_PURPOSE = "sidetone browser session v1";

    private final boolean privately;
    private final List<Known> known;
    private final Optional<Jwt> jwt;
    private final Secret internal;

    /** Somebody with a token, by its hash, and the cookie that stands for it. */
    private record Known(String tokenSha256, String cookie, Reader reader) {

        static Known of(String tokenSha256, Reader reader) {
            return new Known(tokenSha256, derive(tokenSha256), reader);
        }
    }

    @Inject
    Tokens(Settings settings, InternalKey internal) {
        this(
                settings.server().access(),
                internal.secret(),
                InstantSource.system(),
                Boolean.getBoolean(InternalKey.ONLY));
    }

    Tokens(Access access, Secret internal, InstantSource clock, boolean privately) {
        this.privately = privately;
        this.known =
                Stream.concat(
                                access.tokenSha256().stream()
                                        .map(sha256 -> Known.of(sha256, Reader.EVERYTHING)),
                                access.people().stream()
                                        .map(p -> Known.of(p.tokenSha256(), Reader.of(p))))
                        .toList();
        this.jwt = access.jwt().map(rules -> new Jwt(rules, clock));
        this.internal = internal;
    }

    /** True when callers must show something. */
    boolean needed() {
        return privately || !known.isEmpty() || jwt.isPresent();
    }

    /** True when there is a token that a person can type. */
    boolean typed() {
        return !known.isEmpty();
    }

    /** Whose token this is; signed ones are not looked at. */
    private Optional<Known> ofToken(String shown) {
        String sha256 = sha256(shown);
        return known.stream().filter(k -> same(k.tokenSha256(), sha256)).findFirst();
    }

    boolean isToken(String shown) {
        return ofToken(shown).isPresent();
    }

    /** Who shows a token, a signed one, or the key with which this process calls itself. */
    Optional<Reader> reader(String shown) {
        return ofToken(shown)
                .map(Known::reader)
                .or(() ->
                        same(internal.reveal(), shown)
                                ? Optional.of(Reader.EVERYTHING)
                                : jwt.flatMap(signed -> signed.reader(shown)));
    }

    /** What is wrong with a bearer, in the words of the Codex app-server; empty when nothing is. */
    Optional<String> fault(String shown) {
        if (isToken(shown) || same(internal.reveal(), shown)) {
            return Optional.empty();
        }
        return jwt.isPresent()
                ? jwt.get().fault(shown)
                : Optional.of("invalid websocket bearer token");
    }

    /** Whose cookie this is. */
    Optional<Reader> ofCookie(String shown) {
        return known.stream().filter(k -> same(k.cookie(), shown)).map(Known::reader).findFirst();
    }

    /** The cookie's value for who has shown this token; empty when it is none. */
    Optional<String> cookie(String token) {
        return ofToken(token).map(Known::cookie);
    }

    private static boolean same(String expected, String shown) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private static String derive(String tokenSha256) {
        byte[] key = tokenSha256.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(hmac(key, COOKIE_PURPOSE));
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
    }
}
