package dev.sidetone.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Brings conversations back that were taken away as JSON or JSON Lines. What is there already is
 * left as it is, so that taking the same file in twice changes nothing. For one thread.
 */
public final class Import {

    private static final int AT_ONCE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TranscriptStore store;

    public Import(TranscriptStore store) {
        this.store = store;
    }

    /**
     * What came of it for one conversation.
     *
     * @param items how many the file has
     * @param added how many of them were not there before
     */
    public record Taken(ConversationId conversation, String title, long items, long added) {}

    /**
     * Takes in everything in a file: one JSON document, or lines of one or several conversations.
     *
     * @return what was taken in, in the order of the file
     * @throws ImportException when the file is none of ours; what stands before the mistake is
     *     taken in, and is left as it is when the mended file is taken in
     */
    public List<Taken> read(Reader file) throws IOException {
        var taken = new ArrayList<Taken>();
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(file)) {
            JsonNode head = next(values, 1);
            if (head.path("format").asText().equals(JsonExport.FORMAT)) {
                taken.add(document(head));
            } else {
                lines(head, values, taken);
            }
        }
        return taken;
    }

    private Taken document(JsonNode document) {
        Conversation conversation = ImportedFields.conversation(document, 1);
        var items = new ArrayList<Item>();
        for (JsonNode item : document.path("items")) {
            items.add(ImportedFields.item(conversation.id(), item, items.size() + 1));
        }
        long added = store.bring(conversation, items);
        return new Taken(conversation.id(), conversation.title(), items.size(), added);
    }

    /** Lines until the next head belong to the conversation before them. */
    private void lines(JsonNode first, MappingIterator<JsonNode> values, List<Taken> taken) {
        JsonNode head = first;
        for (int line = 1; ; ) {
            Conversation conversation = ImportedFields.conversation(head, line);
            var batch = new ArrayList<Item>();
            long count = 0;
            long added = 0;
            boolean another = false;
            while (hasNext(values, line + 1)) {
                line++;
                JsonNode value = next(values, line);
                if (value.has("format")) {
                    head = value;
                    another = true;
                    break;
                }
                batch.add(ImportedFields.item(conversation.id(), value, line));
                count++;
                if (batch.size() == AT_ONCE) {
                    added += store.bring(conversation, batch);
                    batch.clear();
                }
            }
            added += store.bring(conversation, batch);
            taken.add(new Taken(conversation.id(), conversation.title(), count, added));
            if (!another) {
                return;
            }
        }
    }

    private static boolean hasNext(Iterator<JsonNode> values, int line) {
        try {
            return values.hasNext();
        } catch (RuntimeException e) {
            throw broken(e, line);
        }
    }

    private static JsonNode next(Iterator<JsonNode> values, int line) {
        if (!hasNext(values, line)) {
            throw new ImportException("The file is empty.");
        }
        try {
            return values.next();
        } catch (RuntimeException e) {
            throw broken(e, line);
        }
    }

    private static ImportException broken(RuntimeException thrown, int line) {
        return thrown.getCause() instanceof JsonProcessingException e && e.getLocation() != null
                ? new ImportException(
                        "That is no JSON, at line %d, column %d: %s"
                                .formatted(
                                        e.getLocation().getLineNr(),
                                        e.getLocation().getColumnNr(),
                                        e.getOriginalMessage()))
                : new ImportException("The file cannot be read from entry " + line + " on.");
    }
}
