package dev.sidetone.api;

import jakarta.ws.rs.core.Response;

/**
 * An error's body: RFC 9457 with an {@code error} object.
 *
 * @param detail what happened and how to do it right
 */
public record Problem(String type, String title, int status, String detail, Body error) {

    /** An error's name for programs, and its text. */
    public record Body(String code, String message) {}

    static Response of(int status, String code, String message) {
        String title = Response.Status.fromStatusCode(status).getReasonPhrase();
        return Response.status(status)
                .type("application/problem+json")
                .entity(new Problem("about:blank", title, status, message, new Body(code, message)))
                .build();
    }
}
