package dev.sidetone.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Pieces of words and sound are nearly all that a provider sends: they are read without reflection.
 * Pure.
 */
final class Deltas {

    private Deltas() {}

    /** Empty for everything else, and for what is not exactly as it should be. */
    static Optional<ServerEvent> read(String type, JsonNode tree) {
        return switch (type) {
            case "conversation.item.input_audio_transcription.delta" ->
                    Optional.of(tree)
                            .filter(it -> texts(it, "event_id", "item_id", "delta"))
                            .filter(it -> numbers(it, "content_index"))
                            .map(Deltas::transcription);
            case "response.output_text.delta",
                    "response.output_audio_transcript.delta",
                    "response.output_audio.delta" ->
                    Optional.of(tree)
                            .filter(it -> texts(it, "event_id", "response_id", "item_id", "delta"))
                            .filter(it -> numbers(it, "output_index", "content_index"))
                            .map(it -> output(type, it));
            default -> Optional.empty();
        };
    }

    private static ServerEvent transcription(JsonNode tree) {
        return new ServerEvent.TranscriptionDelta(
                text(tree, "event_id"),
                text(tree, "item_id"),
                tree.path("content_index").intValue(),
                text(tree, "delta"));
    }

    private static ServerEvent output(String type, JsonNode tree) {
        String event = text(tree, "event_id");
        String response = text(tree, "response_id");
        String item = text(tree, "item_id");
        int output = tree.path("output_index").intValue();
        int content = tree.path("content_index").intValue();
        String delta = text(tree, "delta");
        return switch (type) {
            case "response.output_text.delta" ->
                    new ServerEvent.OutputTextDelta(event, response, item, output, content, delta);
            case "response.output_audio.delta" ->
                    new ServerEvent.OutputAudioDelta(event, response, item, output, content, delta);
            default ->
                    new ServerEvent.OutputTranscriptDelta(
                            event, response, item, output, content, delta);
        };
    }

    private static String text(JsonNode tree, String member) {
        return tree.path(member).textValue();
    }

    private static boolean texts(JsonNode tree, String... members) {
        for (String member : members) {
            if (!tree.path(member).isTextual()) {
                return false;
            }
        }
        return true;
    }

    /** A whole number, or none, which counts as 0. */
    private static boolean numbers(JsonNode tree, String... members) {
        for (String member : members) {
            JsonNode number = tree.path(member);
            if (!number.isMissingNode() && !number.isInt()) {
                return false;
            }
        }
        return true;
    }
}
