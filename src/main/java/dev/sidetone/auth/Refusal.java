package dev.sidetone.auth;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request is not let in. Immutable.
 *
 * @param status the HTTP status
 * @param code a name for programs; empty for one in plain words
 * @param message what happened and how to do it right, for a person
 */
public record Refusal(int status, String code, String message) {

    private static final Map<Integer, String> TITLES =
            Map.of(
                    400, "Bad Request",
                    401, "Unauthorized",
                    403, "Forbidden",
                    404, "Not Found",
                    413, "Content Too Large",
                    429, "Too Many Requests");

    /** One that is told as a problem. */
    public static Optional<Refusal> of(int status, String code, String message) {
        return Optional.of(new Refusal(status, code, message));
    }

    /** One that is told in plain words only, because its reader knows them. */
    static Optional<Refusal> plain(int status, String message) {
        return Optional.of(new Refusal(status, "", message));
    }

    /** Tells who asked. */
    public void answer(RoutingContext context) {
        if (status == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        if (status == 413) {
            context.response().putHeader("Connection", "close");
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", mediaType())
                .end(isPlain() ? message : new JsonObject(body()).encode());
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
