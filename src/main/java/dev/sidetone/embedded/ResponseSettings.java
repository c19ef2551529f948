package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.WireCodec;
import java.util.OptionalInt;

/**
 * What one response runs with: the session's configuration with the response's own members over it.
 * Immutable.
 *
 * @param modality {@code audio} or {@code text}
 * @param instructions of this response only; empty when it has none
 * @param inConversation false for an out-of-band response ({@code conversation: "none"})
 * @param input the response's own context; missing when it uses the conversation
 */
record ResponseSettings(
        String modality,
        String instructions,
        JsonNode tools,
        JsonNode toolChoice,
        JsonNode maxOutputTokens,
        JsonNode audioOutput,
        boolean inConversation,
        JsonNode input,
        JsonNode metadata) {

    static ResponseSettings of(SessionConfig session) {
        return of(session, MissingNode.getInstance());
    }

    /** {@code response} was checked against {@link SessionShape#RESPONSE}. */
    static ResponseSettings of(SessionConfig session, JsonNode response) {
        ObjectNode output = session.audioOutput().deepCopy();
        for (var member : response.path("audio").path("output").properties()) {
            if (!member.getValue().isNull()) {
                output.set(member.getKey(), member.getValue());
            }
        }
        JsonNode metadata = response.path("metadata");
        return new ResponseSettings(
                response.path("output_modalities").path(0).asText(session.modality()),
                response.path("instructions").asText(""),
                own(response, "tools", session.tools()),
                own(response, "tool_choice", session.toolChoice()),
                own(response, "max_output_tokens", session.maxOutputTokens()),
                output,
                !response.path("conversation").asText().equals("none"),
                response.path("input"),
                metadata.isObject() ? metadata : NullNode.getInstance());
    }

    private static JsonNode own(JsonNode response, String name, JsonNode otherwise) {
        JsonNode value = response.path(name);
        return value.isMissingNode() || value.isNull() ? otherwise : value;
    }

    boolean audio() {
        return modality.equals("audio");
    }

    AudioFormat format() {
        return AudioFormat.of(audioOutput.path("format"));
    }

    /** The voice's name; a custom voice goes by its id. */
    String voice() {
        JsonNode voice = audioOutput.path("voice");
        return voice.isObject() ? voice.path("id").asText() : voice.asText();
    }

    double speed() {
        return audioOutput.path("speed").asDouble(1.0);
    }

    OptionalInt tokenLimit() {
        return maxOutputTokens.isInt()
                ? OptionalInt.of(maxOutputTokens.asInt())
                : OptionalInt.empty();
    }

    /** The {@code audio} member of a response object: format and voice. */
    JsonNode echo() {
        ObjectNode output = WireCodec.json().createObjectNode();
        output.set("format", audioOutput.path("format"));
        output.put("voice", voice());
        ObjectNode audio = WireCodec.json().createObjectNode();
        audio.set("output", output);
        return audio;
    }
}
