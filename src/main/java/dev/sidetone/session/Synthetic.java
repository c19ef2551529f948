package dev.sidetone.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.WireCodec;
import java.util.List;

/** Items that the protocol makes up for {@code thread/realtime/itemAdded}. */
final class Synthetic {

    private Synthetic() {}

    static Notice item(Item item) {
        return new Notice.ItemAdded(WireCodec.json().valueToTree(item));
    }

    static Notice speechStarted(String itemId) {
        ObjectNode node = WireCodec.json().createObjectNode();
        node.put("type", "input_audio_buffer.speech_started");
        node.put("item_id", itemId);
        return new Notice.ItemAdded(node);
    }

    static Notice responseCancelled(String responseId) {
        ObjectNode node = WireCodec.json().createObjectNode();
        node.put("type", "response.cancelled");
        node.put("response_id", responseId);
        return new Notice.ItemAdded(node);
    }

    static Notice handoff(String callId, String itemId, String prompt, List<String> lines) {
        ObjectNode node = WireCodec.json().createObjectNode();
        node.put("type", "handoff_request");
        node.put("handoff_id", callId);
        node.put("item_id", itemId);
        node.put("input_transcript", prompt);
        var transcript = node.putArray("active_transcript");
        lines.forEach(line -> transcript.add(entry(line)));
        return new Notice.ItemAdded(node);
    }

    private static JsonNode entry(String line) {
        int colon = line.indexOf(": ");
        ObjectNode node = WireCodec.json().createObjectNode();
        node.put("role", line.substring(0, colon));
        node.put("text", line.substring(colon + 2));
        return node;
    }
}
