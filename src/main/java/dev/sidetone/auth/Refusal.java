package dev.sidetone.auth;

import java.util.Map;
import java.util.Optional;

/**
 * Why a request is not let in.
 *
 * @param status the HTTP status
 * @param code a name for programs; empty for one in plain words
 * @param message what happened and how to do it right, for a person
 */
record Refusal(int status, String code, String message) {

    private static final Map<Integer, String> TITLES =
            Map.of(
                    400, "Bad Request",
                    401, "Unauthorized",
                    403, "Forbidden",
                    413, "Content Too Large",
                    429, "Too Many Requests");

    static Optional<Refusal> of(int status, String code, String message) {
        return Optional.of(new Refusal(status, code, message));
    }

    /** One that is told in plain words only, because its reader knows them. */
    static Optional<Refusal> plain(int status, String message) {
        return Optional.of(new Refusal(status, "", message));
    }

    boolean isPlain() {
        return code.isEmpty();
    }

    String mediaType() {
        return isPlain() ? "text/plain; charset=utf-8" : "application/problem+json";
    }

    /** RFC 9457 members with the {@code error} object that clients of the Realtime API expect. */
    Map<String, Object> body() {
        return Map.of(
                "type",
                "about:blank",
                "title",
                TITLES.getOrDefault(status, "Error"),
                "status",
                status,
                "detail",
                message,
                "error",
                Map.of("type", "invalid_request_error", "code", code, "message", message));
    }
}
