package dev.sidetone.api;

import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error's body: RFC 9457 with an {@code error} object.
 *
 * @param detail what happened and how to do it right
 */
@Schema(description = "What went wrong (RFC 9457), with a name for programs in error.code.")
public record Problem(String type, String title, int status, String detail, Body error) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int RETRY_SECONDS = 5;

    /** An error's name for programs, and its text. */
    @Schema(name = "ProblemError")
    public record Body(String code, String message) {}

    static Problem named(int status, String code, String message) {
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        return new Problem("about:blank", title, status, message, new Body(code, message));
    }

    static Response of(int status, String code, String message) {
        var response =
                Response.status(status).type(MEDIA_TYPE).entity(named(status, code, message));
        return (status == 503 ? response.header("Retry-After", RETRY_SECONDS) : response).build();
    }
}
