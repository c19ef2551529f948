package dev.sidetone.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * Who sends a request: whoever shows this token, or, where nothing is asked for, whoever is at this
 * address. The token itself is not kept.
 */
final class Caller {

    private static final String BEARER = "bearer ";

    /** The gate has looked at both: what it did not, says nothing about who somebody is. */
    private static final String COOKIE = "sidetone_session";

    private Caller() {}

    static String of(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return hash(authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
        }
        Cookie cookie = request.getCookie(COOKIE);
        if (cookie != null) {
            return hash(cookie.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** SHA-256 of all parts, each parted from the next. */
    static String hash(byte[]... parts) {
        MessageDigest hash;
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        for (byte[] part : parts) {
            hash.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
            hash.update(part);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.digest());
    }
}
