package dev.sidetone.embedded;

import static dev.sidetone.embedded.Shape.any;
import static dev.sidetone.embedded.Shape.anyObject;
import static dev.sidetone.embedded.Shape.integer;
import static dev.sidetone.embedded.Shape.nullable;
import static dev.sidetone.embedded.Shape.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import dev.sidetone.wire.WireFormatException;
import java.util.Map;
import java.util.Optional;

/** Reads a client's text frame: an event, or the error that answers it. */
sealed interface Inbound {

    record Event(ClientEvent event) implements Inbound {}

    record Bad(WireError error) implements Inbound {}

    /** Members that must be there, by event type; other members are not looked at. */
    Map<String, Map<String, Shape>> REQUIRED =
            Map.of(
                    "session.update", Map.of("session", anyObject()),
                    "input_audio_buffer.append", Map.of("audio", text()),
                    "conversation.item.create", Map.of("item", ItemShape.ITEM),
                    "conversation.item.retrieve", Map.of("item_id", text()),
                    "conversation.item.delete", Map.of("item_id", text()),
                    "conversation.item.truncate",
                            Map.of(
                                    "item_id", text(),
                                    "content_index", integer(0, 1_000),
                                    "audio_end_ms", integer(0, Integer.MAX_VALUE)));

    Map<String, Map<String, Shape>> OPTIONAL =
            Map.of(
                    "conversation.item.create", Map.of("previous_item_id", nullable(text())),
                    "response.create", Map.of("response", nullable(SessionShape.RESPONSE)),
                    "response.cancel", Map.of("response_id", nullable(text())));

    static Inbound read(String frame) {
        JsonNode tree;
        try {
            tree = WireCodec.json().readTree(frame);
        } catch (JsonProcessingException e) {
            return bad("invalid_json", "The frame is not valid JSON: " + e.getOriginalMessage());
        }
        if (tree == null || !tree.isObject()) {
            return bad("invalid_json", "An event is a JSON object with a 'type'.");
        }
        String eventId = tree.path("event_id").asText("");
        return check(tree)
                .<Inbound>map(error -> new Bad(withId(error, eventId)))
                .orElseGet(() -> event(tree, eventId));
    }

    private static Optional<WireError> check(JsonNode tree) {
        if (!tree.path("type").isTextual()) {
            return Optional.of(
                    WireError.invalidRequest(
                            "missing_required_parameter",
                            "Missing required parameter: 'type'.",
                            "type",
                            null));
        }
        if (tree.has("event_id")) {
            var fault = nullable(text(512)).fault(tree.get("event_id"), "event_id");
            if (fault.isPresent()) {
                return fault;
            }
        }
        String type = tree.path("type").asText();
        return members(tree, REQUIRED.getOrDefault(type, Map.of()), true)
                .or(() -> members(tree, OPTIONAL.getOrDefault(type, Map.of()), false));
    }

    private static Optional<WireError> members(
            JsonNode tree, Map<String, Shape> shapes, boolean required) {
        for (var entry : shapes.entrySet()) {
            String name = entry.getKey();
            if (!tree.has(name) && required) {
                return Optional.of(
                        WireError.invalidRequest(
                                "missing_required_parameter",
                                "Missing required parameter: '" + name + "'.",
                                name,
                                null));
            }
            Shape shape = tree.has(name) ? entry.getValue() : any();
            var fault = shape.fault(tree.path(name), name);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Inbound event(JsonNode tree, String eventId) {
        try {
            ClientEvent event = WireCodec.readClient(tree);
            return event instanceof ClientEvent.Unknown(_, var type)
                    ? new Bad(withId(unknown(type), eventId))
                    : new Event(event);
        } catch (WireFormatException e) {
            return new Bad(
                    withId(
                            WireError.invalidRequest(
                                    "invalid_value",
                                    "The event cannot be read: " + e.getMessage(),
                                    null,
                                    null),
                            eventId));
        }
    }

    private static WireError unknown(String type) {
        return WireError.invalidRequest(
                "invalid_value",
                "Invalid value: '%s'. Supported values are: '%s'."
                        .formatted(type, String.join("', '", WireCodec.clientTypes())),
                "type",
                null);
    }

    private static WireError withId(WireError error, String eventId) {
        return eventId.isEmpty() ? error : error.withEventId(eventId);
    }

    private static Bad bad(String code, String message) {
        return new Bad(WireError.invalidRequest(code, message, null, null));
    }
}
