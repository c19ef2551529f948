package dev.sidetone.session;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.provider.TestUpstream;
import dev.sidetone.wire.WireCodec;
import java.util.List;

/** What was sent to a provider that a test plays, by the types of the events. */
public record UpstreamFrames(TestUpstream upstream) {

    /** All of this type so far. */
    public List<JsonNode> of(String type) {
        return upstream.frames.stream()
                .map(UpstreamFrames::json)
                .filter(f -> f.path("type").asText().equals(type))
                .toList();
    }

    /** The first of this type, waiting for it. */
    public JsonNode first(String type) {
        await().until(() -> !of(type).isEmpty());
        return of(type).getFirst();
    }

    /** Text that must be JSON. */
    public static JsonNode json(String text) {
        try {
            return WireCodec.json().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
