package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.Item;
import java.util.List;

/**
 * All that the embedded model may look at for one response.
 *
 * @param items the conversation, or the response's own input, oldest first
 * @param instructions of this one response; empty when it has none of its own
 * @param tools the function tools that are offered
 * @param toolChoice {@code auto}, {@code none}, {@code required} or a named function
 */
record Situation(List<Item> items, String instructions, JsonNode tools, JsonNode toolChoice) {
    Situation {
        items = List.copyOf(items);
    }
}
