package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How a piece of something longer is joined to the piece before it that still waits: what a client
 * hears is the same, in fewer messages. Pure.
 *
 * @param key pieces of the same key belong together
 * @param parent where in the parameters the text stands; empty for the parameters themselves
 * @param field the text that is joined
 * @param replaces a later text stands for the earlier one, instead of following it
 */
record Delta(String key, String parent, String field, boolean replaces) {

    /** Empty for everything that is told as it is. */
    static Optional<Delta> of(Frame frame) {
        JsonNode params = frame.params();
        String method = frame.method();
        return switch (method) {
            case "thread/realtime/transcript/delta" ->
                    text(method, params.path("role"), "", "delta");
            case "thread/realtime/item/transcript/delta", "item/agentMessage/delta" ->
                    text(method, params.path("itemId"), "", "delta");
            case "thread/realtime/outputAudio/delta" ->
                    text(method, params.path("audio").path("itemId"), "/audio", "data");
            case "sidetone/caption" ->
                    Optional.of(new Delta(method + params.path("itemId"), "", "text", true))
                            .filter(_ -> !params.path("final").asBoolean());
            default -> Optional.empty();
        };
    }

    private static Optional<Delta> text(String method, JsonNode what, String parent, String field) {
        return Optional.of(new Delta(method + what, parent, field, false));
    }

    String text(Frame frame) {
        return frame.params().at(parent).path(field).asText();
    }

    /** Base64 that ends in padding cannot be followed by more. */
    boolean canFollow(CharSequence before) {
        return replaces || before.isEmpty() || before.charAt(before.length() - 1) != '=';
    }

    Frame with(Frame frame, String text) {
        JsonNode params = frame.params().deepCopy();
        ((ObjectNode) params.at(parent)).put(field, text);
        return new Frame(frame.method(), params, frame.number());
    }
}
