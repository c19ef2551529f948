package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Item;
import java.util.List;
import java.util.Locale;

/** A stored item as {@code sidetone/item} and {@code sidetone/items} show it. */
final class ItemJson {

    private ItemJson() {}

    static ObjectNode stored(Item item) {
        ObjectNode node = Rpc.object();
        node.put("seq", item.seq());
        node.put("itemId", item.itemId());
        node.put("callId", item.callId());
        node.put("role", lower(item.role()));
        node.put("kind", lower(item.kind()));
        node.put("text", item.text());
        node.put("toolName", item.toolName());
        node.put("toolCallId", item.toolCallId());
        node.put("startedAt", item.startedAt().toEpochMilli());
        node.put("startMs", item.startMs());
        node.put("endMs", item.endMs());
        node.put("interrupted", item.interrupted());
        node.put("heardMs", item.heardMs());
        node.set("citations", citations(item.citations()));
        return node;
    }

    static ArrayNode citations(List<Citation> citations) {
        ArrayNode array = Rpc.object().putArray("citations");
        for (Citation citation : citations) {
            array.addObject()
                    .put("path", citation.path())
                    .put("startLine", citation.startLine())
                    .put("endLine", citation.endLine())
                    .put("label", citation.label());
        }
        return array;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
