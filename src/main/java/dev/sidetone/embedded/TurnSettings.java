package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How turns are found in the audio. {@code semantic_vad} is accepted and mapped: its eagerness
 * becomes a length of silence, as no model of meaning runs here.
 *
 * @param threshold probability (0…1) from which a window counts as speech
 * @param prefixMs audio kept from before the speech
 * @param silenceMs silence that ends a turn
 * @param createResponse whether the end of a turn asks for a response
 * @param interruptResponse whether the start of a turn stops the response that is spoken
 */
record TurnSettings(
        double threshold,
        int prefixMs,
        int silenceMs,
        boolean createResponse,
        boolean interruptResponse) {

    static TurnSettings of(JsonNode node) {
        boolean create = node.path("create_response").asBoolean(true);
        boolean interrupt = node.path("interrupt_response").asBoolean(true);
        if (node.path("type").asText().equals("semantic_vad")) {
            int silence =
                    switch (node.path("eagerness").asText()) {
                        case "high" -> 240;
                        case "low" -> 900;
                        default -> 400;
                    };
            return new TurnSettings(0.5, 300, silence, create, interrupt);
        }
        return new TurnSettings(
                node.path("threshold").asDouble(0.5),
                node.path("prefix_padding_ms").asInt(300),
                node.path("silence_duration_ms").asInt(240),
                create,
                interrupt);
    }
}
