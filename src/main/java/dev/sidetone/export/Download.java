package dev.sidetone.export;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.SearchHit;
import dev.sidetone.transcript.SearchPage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.SearchTerms;
import dev.sidetone.transcript.TranscriptStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes stored conversations to a stream, with a few of their items in memory at a time.
 * Thread-safe.
 */
public final class Download {

    private static final int PAGE = 200;
    private static final Comparator<Conversation> OLDEST =
            Comparator.comparing(Conversation::createdAt).thenComparing(c -> c.id().value());

    private final TranscriptStore store;

    public Download(TranscriptStore store) {
        this.store = store;
    }

    /** One conversation, from one position to another, both counted in; closes nothing. */
    public void one(Conversation conversation, Export format, long from, long to, OutputStream out)
            throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        format.write(conversation, within(store.eachItem(conversation.id()), from, to), text);
        text.flush();
    }

    /**
     * Every conversation that is not deleted, the oldest first: as lines in one file, or for
     * formats that hold one conversation only, as a ZIP archive with a file for each.
     */
    public void all(Export format, OutputStream out) throws IOException {
        if (format == Export.JSONL) {
            for (ConversationId id : everything()) {
                each(id, format, out);
            }
            return;
        }
        var archive = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (ConversationId id : everything()) {
            Optional<Conversation> found = store.find(id);
            if (found.isPresent()) {
                archive.putNextEntry(entry(found.get(), format));
                each(id, format, archive);
                archive.closeEntry();
            }
        }
        archive.finish();
    }

    /**
     * The items that a search finds, the oldest conversation first, each in the order of its
     * speech: as lines in one file, or as an archive. Which they are is known before the first is
     * written; of each only its position is kept meanwhile.
     */
    public void found(SearchTerms terms, Export format, OutputStream out) throws IOException {
        SequencedMap<Conversation, Set<Long>> found = found(terms);
        if (format == Export.JSONL) {
            for (var each : found.entrySet()) {
                some(each.getKey(), each.getValue(), format, out);
            }
            return;
        }
        var archive = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (var each : found.entrySet()) {
            archive.putNextEntry(entry(each.getKey(), format));
            some(each.getKey(), each.getValue(), format, archive);
            archive.closeEntry();
        }
        archive.finish();
    }

    private SequencedMap<Conversation, Set<Long>> found(SearchTerms terms) {
        var places = new HashMap<ConversationId, Set<Long>>();
        var conversations = new HashMap<ConversationId, Conversation>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchPage page =
                    store.search(new SearchQuery(terms, SearchQuery.Order.NEWEST, cursor, PAGE));
            for (SearchHit hit : page.hits()) {
                ConversationId id = hit.conversation().id();
                conversations.putIfAbsent(id, hit.conversation());
                places.computeIfAbsent(id, _ -> new HashSet<>()).add(hit.item().seq());
            }
            cursor = page.next();
        } while (cursor.isPresent());
        var found = new LinkedHashMap<Conversation, Set<Long>>();
        conversations.values().stream()
                .sorted(OLDEST)
                .forEach(c -> found.put(c, places.getOrDefault(c.id(), Set.of())));
        return found;
    }

    private void some(Conversation of, Set<Long> places, Export format, OutputStream out)
            throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        Iterator<Item> items =
                stream(store.eachItem(of.id()))
                        .filter(item -> places.contains(item.seq()))
                        .iterator();
        format.write(of, items, text);
        text.flush();
    }

    private void each(ConversationId id, Export format, OutputStream out) throws IOException {
        Optional<Conversation> found = store.find(id);
        if (found.isPresent()) {
            one(found.get(), format, 1, Long.MAX_VALUE, out);
        }
    }

    /** The whole id: titles and beginnings of ids may be the same. */
    private static ZipEntry entry(Conversation conversation, Export format) {
        var entry = new ZipEntry(conversation.id() + "/" + format.fileName(conversation));
        entry.setTime(conversation.updatedAt().toEpochMilli());
        return entry;
    }

    private List<ConversationId> everything() {
        var ids = new ArrayList<Conversation>();
        for (var shelf : List.of(ConversationQuery.Shelf.OPEN, ConversationQuery.Shelf.ARCHIVED)) {
            Optional<String> cursor = Optional.empty();
            do {
                var page = store.list(ConversationQuery.newest(cursor, PAGE, shelf));
                ids.addAll(page.conversations());
                cursor = page.next();
            } while (cursor.isPresent());
        }
        return ids.stream().sorted(OLDEST).map(Conversation::id).toList();
    }

    private static Iterator<Item> within(Iterator<Item> items, long from, long to) {
        if (from <= 1 && to == Long.MAX_VALUE) {
            return items;
        }
        return stream(items).filter(item -> item.seq() >= from && item.seq() <= to).iterator();
    }

    private static Stream<Item> stream(Iterator<Item> items) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false);
    }
}
