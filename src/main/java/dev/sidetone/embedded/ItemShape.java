package dev.sidetone.embedded;

import static dev.sidetone.embedded.Shape.any;
import static dev.sidetone.embedded.Shape.list;
import static dev.sidetone.embedded.Shape.nullable;
import static dev.sidetone.embedded.Shape.object;
import static dev.sidetone.embedded.Shape.oneOf;
import static dev.sidetone.embedded.Shape.tagged;
import static dev.sidetone.embedded.Shape.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.WireError;
import java.util.Map;
import java.util.Optional;

/** The shapes of conversation items that a client may put in. */
final class ItemShape {

    private static final int ID = 64;
    private static final int TEXT = 1 << 20;

    private static final Shape INPUT_TEXT =
            object(Map.of("type", text(), "text", text(TEXT)), "text");
    private static final Shape INPUT_AUDIO =
            object(
                    Map.of(
                            "type", text(),
                            "audio", nullable(text()),
                            "transcript", nullable(text(TEXT))));
    private static final Shape OUTPUT_TEXT = INPUT_TEXT;
    private static final Shape OUTPUT_AUDIO = INPUT_AUDIO;

    private static final Map<String, Shape> USER =
            Map.of("input_text", INPUT_TEXT, "input_audio", INPUT_AUDIO);
    private static final Map<String, Shape> SYSTEM = Map.of("input_text", INPUT_TEXT);
    private static final Map<String, Shape> ASSISTANT =
            Map.of("output_text", OUTPUT_TEXT, "output_audio", OUTPUT_AUDIO, "text", OUTPUT_TEXT);

    private static final Shape STATUS = nullable(oneOf("completed", "incomplete", "in_progress"));

    static final Shape ITEM =
            tagged(
                    "type",
                    Map.of(
                            "message",
                            ItemShape::message,
                            "function_call",
                            object(
                                    Map.of(
                                            "type", text(),
                                            "id", nullable(text(ID)),
                                            "object", any(),
                                            "status", STATUS,
                                            "name", text(),
                                            "call_id", nullable(text()),
                                            "arguments", text(TEXT)),
                                    "name",
                                    "arguments"),
                            "function_call_output",
                            object(
                                    Map.of(
                                            "type", text(),
                                            "id", nullable(text(ID)),
                                            "object", any(),
                                            "status", STATUS,
                                            "call_id", text(),
                                            "output", text(TEXT)),
                                    "call_id",
                                    "output")));

    private ItemShape() {}

    private static Optional<WireError> message(JsonNode value, String path) {
        var roles = oneOf("system", "developer", "user", "assistant");
        Map<String, Shape> parts =
                switch (value.path("role").asText()) {
                    case "user" -> USER;
                    case "assistant" -> ASSISTANT;
                    default -> SYSTEM;
                };
        return object(
                        Map.of(
                                "type", text(),
                                "id", nullable(text(ID)),
                                "object", any(),
                                "status", STATUS,
                                "phase", any(),
                                "role", roles,
                                "content", list(256, tagged("type", parts))),
                        "role",
                        "content")
                .fault(value, path);
    }
}
