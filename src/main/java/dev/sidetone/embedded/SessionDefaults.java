package dev.sidetone.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.WireCodec;
import java.util.Map;
import java.util.Set;

/**
 * What a session has when its client says nothing. The service's own default for {@code
 * silence_duration_ms} is 200; ours is 240, measured to cut off fewer speakers at the same speed.
 */
final class SessionDefaults {

    private static final String SESSION =
            """
            {"type":"realtime","object":"realtime.session","id":"","model":"",
             "output_modalities":["audio"],
             "instructions":"You pass every question about the work to the tools and speak their results.",
             "tools":[],"tool_choice":"auto","max_output_tokens":"inf","tracing":null,
             "truncation":"auto","prompt":null,"expires_at":0,
             "audio":{
               "input":{"format":{"type":"audio/pcm","rate":24000},"transcription":null,
                 "noise_reduction":null,
                 "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,
                   "silence_duration_ms":240,"idle_timeout_ms":null,"create_response":true,
                   "interrupt_response":true}},
               "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"marin","speed":1.0}},
             "include":null}
            """;

    private static final ObjectNode SERVER_VAD =
            (ObjectNode) session().path("audio").path("input").path("turn_detection");
    private static final ObjectNode SEMANTIC_VAD =
            parse(
                    """
                    {"type":"semantic_vad","eagerness":"auto","create_response":true,
                     "interrupt_response":true}
                    """);
    private static final ObjectNode TRANSCRIPTION =
            parse("{\"model\":\"whisper-1\",\"language\":null,\"prompt\":null}");

    /** For these, {@code null} is a value of its own; for all others it means "the default". */
    private static final Set<String> NULL_MEANS_OFF =
            Set.of(
                    "transcription",
                    "noise_reduction",
                    "turn_detection",
                    "prompt",
                    "tracing",
                    "include");

    private static final Map<String, JsonNode> CLEARED =
            Map.of(
                    "instructions", WireCodec.json().getNodeFactory().textNode(""),
                    "tools", WireCodec.json().createArrayNode());

    private SessionDefaults() {}

    static ObjectNode session() {
        return parse(SESSION);
    }

    /** The value a member gets: what the client sent, with the unset members of it filled in. */
    static JsonNode complete(String name, JsonNode value, JsonNode otherwise) {
        if (value.isNull()) {
            if (NULL_MEANS_OFF.contains(name)) {
                return NullNode.getInstance();
            }
            JsonNode cleared = CLEARED.getOrDefault(name, otherwise);
            return cleared.isMissingNode() ? NullNode.getInstance() : cleared.deepCopy();
        }
        return switch (name) {
            case "turn_detection" ->
                    over(
                            value.path("type").asText().equals("semantic_vad")
                                    ? SEMANTIC_VAD
                                    : SERVER_VAD,
                            value);
            case "transcription" -> over(TRANSCRIPTION, value);
            case "format" -> format(value);
            case "tools" -> tools((ArrayNode) value);
            default -> value.deepCopy();
        };
    }

    private static ObjectNode over(ObjectNode defaults, JsonNode value) {
        ObjectNode whole = defaults.deepCopy();
        for (var member : value.properties()) {
            boolean unset = member.getValue().isNull() && !defaults.path(member.getKey()).isNull();
            if (!unset || !defaults.has(member.getKey())) {
                whole.set(member.getKey(), member.getValue().deepCopy());
            }
        }
        return whole;
    }

    private static JsonNode format(JsonNode value) {
        ObjectNode whole = value.deepCopy();
        if (whole.path("type").asText().equals("audio/pcm") && !whole.has("rate")) {
            whole.put("rate", 24_000);
        }
        return whole;
    }

    private static JsonNode tools(ArrayNode value) {
        ArrayNode whole = value.deepCopy();
        for (JsonNode tool : whole) {
            if (tool instanceof ObjectNode function && !function.has("description")) {
                function.putNull("description");
            }
        }
        return whole;
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) WireCodec.json().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a built-in default is no JSON", e);
        }
    }
}
