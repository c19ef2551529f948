package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The error body of every REST endpoint under {@code /v1}. */
final class ApiError {

    private static final int RETRY_SECONDS = 5;

    private ApiError() {}

    static Response of(int status, String code, String message) {
        return of(
                status,
                status >= 500
                        ? WireError.server(code, message)
                        : WireError.invalidRequest(code, message, null, null));
    }

    static Response of(int status, WireError error) {
        ObjectNode inner = WireCodec.json().valueToTree(error);
        inner.remove("event_id");
        ObjectNode body = WireCodec.json().createObjectNode();
        body.set("error", inner);
        var response =
                Response.status(status)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(WireCodec.write(body));
        return (status == 503 ? response.header("Retry-After", RETRY_SECONDS) : response).build();
    }
}
