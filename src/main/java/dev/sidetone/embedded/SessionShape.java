package dev.sidetone.embedded;

import static dev.sidetone.embedded.Shape.any;
import static dev.sidetone.embedded.Shape.anyObject;
import static dev.sidetone.embedded.Shape.bool;
import static dev.sidetone.embedded.Shape.integer;
import static dev.sidetone.embedded.Shape.list;
import static dev.sidetone.embedded.Shape.nullable;
import static dev.sidetone.embedded.Shape.number;
import static dev.sidetone.embedded.Shape.object;
import static dev.sidetone.embedded.Shape.oneOf;
import static dev.sidetone.embedded.Shape.tagged;
import static dev.sidetone.embedded.Shape.text;
import static dev.sidetone.embedded.Shape.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The shapes of a session, of a response's settings and of the items a client may put in. */
final class SessionShape {

    private static final int INSTRUCTIONS = 262_144;
    private static final int TOOLS = 128;

    private static final Shape PCM =
            object(Map.of("type", text(), "rate", integer(24_000, 24_000)), "type");
    private static final Shape G711 = object(Map.of("type", text()), "type");
    static final Shape FORMAT =
            tagged("type", Map.of("audio/pcm", PCM, "audio/pcmu", G711, "audio/pcma", G711));

    private static final Shape TRANSCRIPTION =
            object(
                    Map.of(
                            "model",
                            text(256),
                            "language",
                            nullable(text(16)),
                            "languages",
                            nullable(list(32, text(16))),
                            "keywords",
                            nullable(list(1_024, text(256))),
                            "prompt",
                            nullable(text(16_384)),
                            "delay",
                            nullable(oneOf("minimal", "low", "medium", "high", "xhigh"))));

    private static final Shape SERVER_VAD =
            object(
                    Map.of(
                            "type",
                            text(),
                            "threshold",
                            nullable(number(0, 1)),
                            "prefix_padding_ms",
                            nullable(integer(0, 5_000)),
                            "silence_duration_ms",
                            nullable(integer(100, 10_000)),
                            "idle_timeout_ms",
                            nullable(integer(5_000, 30_000)),
                            "create_response",
                            bool(),
                            "interrupt_response",
                            bool()),
                    "type");

    private static final Shape SEMANTIC_VAD =
            object(
                    Map.of(
                            "type",
                            text(),
                            "eagerness",
                            oneOf("auto", "low", "medium", "high"),
                            "create_response",
                            bool(),
                            "interrupt_response",
                            bool()),
                    "type");

    private static final Shape INPUT =
            object(
                    Map.of(
                            "format",
                            nullable(FORMAT),
                            "noise_reduction",
                            nullable(
                                    object(
                                            Map.of(
                                                    "type",
                                                    oneOf("near_field", "far_field"),
                                                    "strength",
                                                    any()),
                                            "type")),
                            "transcription",
                            nullable(TRANSCRIPTION),
                            "turn_detection",
                            nullable(
                                    tagged(
                                            "type",
                                            Map.of(
                                                    "server_vad",
                                                    SERVER_VAD,
                                                    "semantic_vad",
                                                    SEMANTIC_VAD)))));

    private static final Shape VOICE = textOr(text(64), object(Map.of("id", text(128)), "id"));

    private static final Shape OUTPUT =
            object(
                    Map.of(
                            "format",
                            nullable(FORMAT),
                            "voice",
                            nullable(VOICE),
                            "speed",
                            nullable(number(0.25, 1.5))));

    private static final Shape FUNCTION =
            object(
                    Map.of(
                            "type",
                            text(),
                            "name",
                            text(128),
                            "description",
                            nullable(text(65_536)),
                            "parameters",
                            nullable(anyObject()),
                            "strict",
                            nullable(bool())),
                    "name");

    private static final Shape TOOL_CHOICE =
            textOr(
                    oneOf("none", "auto", "required"),
                    tagged(
                            "type",
                            Map.of(
                                    "function",
                                    object(Map.of("type", text(), "name", text()), "name"))));

    private static final Shape MAX_TOKENS = textOr(oneOf("inf"), integer(1, 4_096));

    private static final Shape MODALITIES =
            list(2, oneOf("audio", "text"))
                    .and((value, path) ->
                            value.size() == 1
                                    ? Optional.empty()
                                    : Shape.invalid(
                                            path, value.toString(), "[\"audio\"] or [\"text\"]"));

    static final Shape SESSION = object(sessionMembers(), "type");
    static final Shape RESPONSE = object(responseMembers());

    private SessionShape() {}

    private static Map<String, Shape> sessionMembers() {
        Map<String, Shape> members = new HashMap<>(common());
        members.put("type", text());
        members.put("model", text(256));
        members.put("audio", object(Map.of("input", INPUT, "output", OUTPUT)));
        members.put("truncation", nullable(textOr(oneOf("auto", "disabled"), anyObject())));
        members.put("tracing", nullable(textOr(oneOf("auto"), anyObject())));
        members.put("include", nullable(list(16, oneOf(SessionConfig.LOGPROBS))));
        return members;
    }

    private static Map<String, Shape> responseMembers() {
        Map<String, Shape> members = new HashMap<>(common());
        members.put("audio", object(Map.of("output", OUTPUT)));
        members.put("conversation", oneOf("auto", "none"));
        members.put("metadata", nullable(SessionShape::metadata));
        members.put("input", list(1_024, SessionShape::inputItem));
        return members;
    }

    private static Map<String, Shape> common() {
        Map<String, Shape> members = new HashMap<>();
        members.put("output_modalities", nullable(MODALITIES));
        members.put("instructions", nullable(text(INSTRUCTIONS)));
        members.put("tools", nullable(list(TOOLS, tagged("type", Map.of("function", FUNCTION)))));
        members.put("tool_choice", nullable(TOOL_CHOICE));
        members.put("parallel_tool_calls", nullable(bool()));
        members.put(
                "reasoning",
                nullable(
                        object(
                                Map.of(
                                        "effort",
                                        oneOf("minimal", "low", "medium", "high", "xhigh")))));
        members.put("max_output_tokens", nullable(MAX_TOKENS));
        members.put("prompt", nullable(anyObject()));
        return members;
    }

    private static Optional<dev.sidetone.wire.WireError> metadata(JsonNode value, String path) {
        var fault = anyObject().fault(value, path);
        if (fault.isPresent()) {
            return fault;
        }
        if (value.size() > 16) {
            return Shape.invalid(path, value.size() + " pairs", "an object of at most 16 pairs");
        }
        for (var pair : value.properties()) {
            var bad = text(512).fault(pair.getValue(), path + "." + pair.getKey());
            if (bad.isPresent()) {
                return bad;
            }
        }
        return Optional.empty();
    }

    private static Optional<dev.sidetone.wire.WireError> inputItem(JsonNode value, String path) {
        return value.path("type").asText().equals("item_reference")
                ? object(Map.of("type", text(), "id", text()), "id").fault(value, path)
                : ItemShape.ITEM.fault(value, path);
    }
}
