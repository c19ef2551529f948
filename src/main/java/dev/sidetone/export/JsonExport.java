package dev.sidetone.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.Marks;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;

/** Version 1 of the JSON export. Members are added in later versions, never changed. */
final class JsonExport {

    static final int VERSION = 1;
    static final String FORMAT = "sidetone.conversation";
    static final String LINES = FORMAT + ".lines";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private JsonExport() {}

    static void write(Conversation conversation, Iterator<Item> items, Appendable to)
            throws IOException {
        try (JsonGenerator json = JSON.createGenerator(new Appending(to))) {
            json.setPrettyPrinter(PRETTY.createInstance());
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeFieldName("conversation");
            json.writeTree(described(conversation));
            json.writeArrayFieldStart("items");
            while (items.hasNext()) {
                json.writeTree(described(items.next()));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The head on the first line, then each item on a line of its own. */
    static void lines(Conversation conversation, Iterator<Item> items, Appendable to)
            throws IOException {
        ObjectNode head = JSON.createObjectNode();
        head.put("format", LINES);
        head.put("version", VERSION);
        head.set("conversation", described(conversation));
        to.append(JSON.writeValueAsString(head)).append('\n');
        while (items.hasNext()) {
            to.append(JSON.writeValueAsString(described(items.next()))).append('\n');
        }
    }

    private static ObjectNode described(Conversation conversation) {
        ObjectNode to = JSON.createObjectNode();
        to.put("id", conversation.id().value());
        to.put("title", conversation.title());
        to.put("workspace", conversation.workspace());
        to.put("createdAt", conversation.createdAt().toString());
        to.put("updatedAt", conversation.updatedAt().toString());
        Marks marks = conversation.marks();
        marks.tags().forEach(to.putArray("tags")::add);
        to.put("pinned", marks.pinned());
        to.put("archived", marks.archived());
        to.put("held", marks.held());
        to.put("forkedFrom", conversation.forkedFrom().map(Object::toString).orElse(null));
        return to;
    }

    private static ObjectNode described(Item item) {
        ObjectNode to = JSON.createObjectNode();
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
        details(item.details(), to);
        return to;
    }

    /** Members that say nothing are left out: most items have few of them. */
    private static void details(ItemDetails details, ObjectNode to) {
        details.language().ifPresent(tag -> to.put("language", tag));
        details.confidence().ifPresent(sure -> to.put("confidence", sure));
        details.device().ifPresent(name -> to.put("device", name));
        details.unheard().ifPresent(words -> to.put("unheard", words));
        if (!details.edits().isEmpty()) {
            ArrayNode edits = to.putArray("edits");
            details.edits()
                    .forEach(e ->
                            edits.addObject()
                                    .put("at", e.at().toString())
                                    .put("before", e.before()));
        }
        if (!details.links().isEmpty()) {
            ArrayNode links = to.putArray("links");
            details.links()
                    .forEach(l ->
                            links.addObject()
                                    .put("kind", l.kind().text())
                                    .put("target", l.target())
                                    .put("label", l.label()));
        }
    }
}
