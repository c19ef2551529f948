package dev.sidetone.auth;

import dev.sidetone.config.InternalKey;
import dev.sidetone.config.Secret;
import dev.sidetone.config.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a caller may show: the token, this process's own key, or the cookie that the login form
 * gives for the token. The cookie is derived from the token, so that it ends with it and outlives a
 * restart. Compares in constant time. Thread-safe.
 */
@Singleton
final class Tokens {

    private static final String COOKIE_PURPOSE = "sidetone browser session v1";

    private final Optional<Secret> token;
    private final Secret internal;
    private final Optional<String> cookie;

    @Inject
    Tokens(Settings settings, InternalKey internal) {
        this.token = settings.server().token();
        this.internal = internal.secret();
        this.cookie = token.map(Tokens::derive);
    }

    /** True when callers must show something. */
    boolean needed() {
        return token.isPresent();
    }

    boolean isToken(String shown) {
        return token.isPresent() && same(token.get().reveal(), shown);
    }

    /** The token, or the key with which this process calls itself. */
    boolean isKey(String shown) {
        return isToken(shown) || same(internal.reveal(), shown);
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

    private static String derive(Secret token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            token.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] made = mac.doFinal(COOKIE_PURPOSE.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
    }
}
