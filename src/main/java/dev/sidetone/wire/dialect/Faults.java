package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;

/** An {@code error} event in any of its shapes. */
final class Faults {

    private Faults() {}

    /** {@code message}, else {@code error.message}, else {@code error} as it stands. */
    static ServerEvent read(JsonNode tree) {
        JsonNode error = tree.path("error");
        String message = Trees.text(tree, "message");
        if (message.isEmpty()) {
            message = Trees.text(error, "message");
        }
        if (message.isEmpty()) {
            message = error.isMissingNode() ? tree.toString() : error.toString();
        }
        String type = Trees.text(error, "type");
        return new ServerEvent.ErrorEvent(
                Trees.text(tree, "event_id"),
                new WireError(
                        type.isEmpty() ? "server_error" : type,
                        error.path("code").isValueNode() && !error.path("code").isNull()
                                ? error.path("code").asText()
                                : null,
                        message,
                        error.path("param").isTextual() ? error.path("param").asText() : null,
                        error.path("event_id").isTextual()
                                ? error.path("event_id").asText()
                                : null));
    }
}
