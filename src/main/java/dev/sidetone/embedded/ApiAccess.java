package dev.sidetone.embedded;

import dev.sidetone.config.InternalKey;
import dev.sidetone.config.Secret;
import dev.sidetone.config.Settings;
import dev.sidetone.wire.WireError;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may use {@code /v1}: the holder of the server's token where one is set, this process itself,
 * everybody on loopback otherwise. Thread-safe.
 */
@Singleton
final class ApiAccess {

    private static final String BEARER = "bearer ";
    private static final String SUBPROTOCOL_KEY = "openai-insecure-api-key.";

    private final Optional<Secret> token;
    private final Secret internal;

    @Inject
    ApiAccess(Settings settings, InternalKey internal) {
        boolean signed = settings.server().access().jwt().isPresent();
        // Who signs tokens is known before this; then the token is not the only key.
        this.token = signed ? Optional.empty() : settings.server().token();
        this.internal = internal.secret();
    }

    /**
     * Looks for the key where the SDKs put it.
     *
     * @param authorization the {@code Authorization} header, empty when absent
     * @param apiKey the {@code api-key} header, empty when absent
     * @param subprotocols the {@code Sec-WebSocket-Protocol} header, empty when absent
     * @return what is wrong; empty when the caller may come in
     */
    Optional<WireError> refusal(String authorization, String apiKey, String subprotocols) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        String key = key(authorization, apiKey, subprotocols);
        if (key.isEmpty()) {
            return Optional.of(
                    new WireError(
                            "invalid_request_error",
                            null,
                            "No key was given. Send the server's token as 'Authorization: Bearer"
                                    + " …'.",
                            null,
                            null));
        }
        return same(key, token.get().reveal()) || same(key, internal.reveal())
                ? Optional.empty()
                : Optional.of(
                        WireError.invalidRequest(
                                "invalid_api_key",
                                "Incorrect key. Send the server's token.",
                                null,
                                null));
    }

    private static String key(String authorization, String apiKey, String subprotocols) {
        if (authorization.toLowerCase(java.util.Locale.ROOT).startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (!apiKey.isEmpty()) {
            return apiKey;
        }
        for (String protocol : subprotocols.split(",")) {
            if (protocol.strip().startsWith(SUBPROTOCOL_KEY)) {
                return protocol.strip().substring(SUBPROTOCOL_KEY.length());
            }
        }
        return "";
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
