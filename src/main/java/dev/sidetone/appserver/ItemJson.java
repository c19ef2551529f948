package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
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
        details(item.details(), node);
        return node;
    }

    /** What is not known is left out. */
    private static void details(ItemDetails details, ObjectNode node) {
        details.language().ifPresent(tag -> node.put("language", tag));
        details.confidence().ifPresent(sure -> node.put("confidence", sure));
        details.device().ifPresent(name -> node.put("device", name));
        details.unheard().ifPresent(words -> node.put("unheard", words));
        if (!details.edits().isEmpty()) {
            ArrayNode edits = node.putArray("edits");
            for (ItemDetails.Edit edit : details.edits()) {
                edits.addObject().put("at", edit.at().toEpochMilli()).put("before", edit.before());
            }
        }
        if (!details.links().isEmpty()) {
            ArrayNode links = node.putArray("links");
            for (ItemLink link : details.links()) {
                links.addObject()
                        .put("kind", link.kind().text())
                        .put("target", link.target())
                        .put("label", link.label());
            }
        }
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
