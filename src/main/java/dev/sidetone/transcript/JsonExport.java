package dev.sidetone.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.util.List;
import java.util.Locale;

/** Version 1 of the JSON export. Members are added in later versions, never changed. */
final class JsonExport {

    static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonExport() {}

    static String write(Conversation conversation, List<Item> items) {
        ObjectNode document = JSON.createObjectNode();
        document.put("format", "sidetone.conversation");
        document.put("version", VERSION);
        describe(document.putObject("conversation"), conversation);
        ArrayNode list = document.putArray("items");
        items.forEach(item -> describe(list.addObject(), item));
        return text(document, JSON.writerWithDefaultPrettyPrinter());
    }

    /** The head on the first line, then each item on a line of its own. */
    static String lines(Conversation conversation, List<Item> items) {
        ObjectNode head = JSON.createObjectNode();
        head.put("format", "sidetone.conversation.lines");
        head.put("version", VERSION);
        describe(head.putObject("conversation"), conversation);
        var file = new StringBuilder(text(head, JSON.writer()));
        for (Item item : items) {
            ObjectNode line = JSON.createObjectNode();
            describe(line, item);
            file.append(text(line, JSON.writer()));
        }
        return file.toString();
    }

    private static String text(ObjectNode tree, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new TranscriptException("the conversation cannot be written as JSON", e);
        }
    }

    private static void describe(ObjectNode to, Conversation conversation) {
        to.put("id", conversation.id().value());
        to.put("title", conversation.title());
        to.put("workspace", conversation.workspace());
        to.put("createdAt", conversation.createdAt().toString());
        to.put("updatedAt", conversation.updatedAt().toString());
    }

    private static void describe(ObjectNode to, Item item) {
        to.put("seq", item.seq());
        to.put("itemId", item.itemId());
        to.put("callId", item.callId());
        to.put("role", item.role().name().toLowerCase(Locale.ROOT));
        to.put("kind", item.kind().name().toLowerCase(Locale.ROOT));
        to.put("text", item.text());
        to.put("toolName", item.toolName());
        to.put("toolCallId", item.toolCallId());
        to.put("startedAt", item.startedAt().toString());
        to.put("startMs", item.startMs());
        to.put("endMs", item.endMs());
        to.put("interrupted", item.interrupted());
        to.put("heardMs", item.heardMs());
        ArrayNode citations = to.putArray("citations");
        item.citations()
                .forEach(c ->
                        citations
                                .addObject()
                                .put("path", c.path())
                                .put("startLine", c.startLine())
                                .put("endLine", c.endLine())
                                .put("label", c.label()));
    }
}
