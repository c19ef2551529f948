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
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a caller may show: the token, a signed one, this process's own key, or the cookie that the
 * login form gives for the token. The cookie is derived from the token's hash, so that it ends with
 * it and outlives a restart. Compares in constant time. Thread-safe.
 */
@Singleton
final class Tokens {

    private static final String COOKIE_PURPOSE = "sidetone browser session v1";

    private final boolean privately;
    private final Optional<String> tokenSha256;
    private final Optional<Jwt> jwt;
    private final Secret internal;
    private final Optional<String> cookie;

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
        this.tokenSha256 = access.tokenSha256();
        this.jwt = access.jwt().map(rules -> new Jwt(rules, clock));
        this.internal = internal;
        this.cookie = tokenSha256.map(Tokens::derive);
    }

    /** True when callers must show something. */
    boolean needed() {
        return privately || tokenSha256.isPresent() || jwt.isPresent();
    }

    /** True when there is a token that a person can type. */
    boolean typed() {
        return tokenSha256.isPresent();
    }

    boolean isToken(String shown) {
        return tokenSha256.isPresent() && same(tokenSha256.get(), sha256(shown));
    }

    /** The token, a signed one, or the key with which this process calls itself. */
    boolean isKey(String shown) {
        return fault(shown).isEmpty();
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

    boolean isCookie(String shown) {
        return cookie.isPresent() && same(cookie.get(), shown);
    }

    /** The cookie's value for who has shown the token. */
    Optional<String> cookie() {
        return cookie;
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
