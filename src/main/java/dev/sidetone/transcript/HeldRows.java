package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.conversation.Title;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Changes in memory while the file takes none. Bounded in number and characters; what comes after
 * that is refused and counted ({@code REFUSE_NEWEST}), so that what was acknowledged stays. Written
 * by the journal's thread, read by all.
 *
 * <p>An item of a conversation whose last position cannot be read gets the current milliseconds as
 * its position: positions may leave gaps, but are never given twice.
 */
final class HeldRows implements Rows {

    private final RecentConversations recent;
    private final Clock clock;
    private final int mostChanges;
    private final long mostCharacters;
    private final List<Step> steps = new ArrayList<>();
    private final SequencedMap<ConversationId, Conversation> created = new LinkedHashMap<>();
    private final Map<ConversationId, List<ConversationChange>> changes = new LinkedHashMap<>();
    private final SequencedMap<Key, Item> items = new LinkedHashMap<>();
    private final Map<Key, Cut> cuts = new LinkedHashMap<>();
    private long characters;
    private long lost;

    /** A change that is made in the file later. */
    @FunctionalInterface
    interface Step {
        void replay(SqlRows rows) throws SQLException;
    }

    private record Key(ConversationId conversation, String itemId) {}

    private record Cut(long heardMs, String text) {}

    HeldRows(RecentConversations recent, Clock clock, int mostChanges, long mostCharacters) {
        this.recent = recent;
        this.clock = clock;
        this.mostChanges = mostChanges;
        this.mostCharacters = mostCharacters;
    }

    @Override
    public synchronized Conversation create(Conversation conversation) {
        recent.remember(conversation, 0);
        if (hold(200, rows -> rows.create(conversation))) {
            created.put(conversation.id(), conversation);
        }
        return conversation;
    }

    @Override
    public synchronized Item append(NewItem item, Instant now) {
        Key key = new Key(item.conversation(), item.itemId());
        Item known = items.get(key);
        if (known != null) {
            return known;
        }
        Item placed = item.at(nextSeq(item.conversation()));
        recent.wrote(item.conversation(), placed.seq());
        if (hold(placed.text().length() + 200L, rows -> rows.restore(placed, now))) {
            items.put(key, placed);
        }
        return placed;
    }

    @Override
    public synchronized void keep(SealedOriginal original) {
        boolean _ = hold(original.sealed().length + 200L, rows -> rows.keep(original));
    }

    @Override
    public synchronized void interrupt(
            ConversationId conversation, String itemId, long heardMs, String text) {
        if (hold(
                text.length() + 50L, rows -> rows.interrupt(conversation, itemId, heardMs, text))) {
            Key key = new Key(conversation, itemId);
            cuts.put(key, new Cut(heardMs, text));
            items.computeIfPresent(key, (_, item) -> cut(item));
        }
    }

    @Override
    public synchronized void change(ConversationId conversation, ConversationChange change) {
        if (hold(change.toString().length() + 50L, rows -> rows.change(conversation, change))) {
            changes.computeIfAbsent(conversation, _ -> new ArrayList<>()).add(change);
        }
    }

    /** What is to be put right is in the file, which cannot be written now. */
    @Override
    public boolean edit(ConversationId conversation, String itemId, String text, Instant at) {
        throw new TranscriptException(
                "The transcript cannot be written now, so nothing is put right. Try again when"
                        + " /readyz says that it can.");
    }

    @Override
    public SavedSearch save(SavedSearch search) {
        throw noSearches();
    }

    @Override
    public boolean forgetSearch(String id) {
        throw noSearches();
    }

    private static TranscriptException noSearches() {
        return new TranscriptException(
                "The transcript cannot be written now, so no search is saved or forgotten. Try"
                        + " again when /readyz says that it can.");
    }

    /** What is to be moved is in the file, which cannot be written now. */
    @Override
    public MoveResult move(MoveRequest request, ConversationId id, Instant now) {
        throw new TranscriptException(
                "The transcript cannot be written now, so nothing is merged or split. Try again"
                        + " when /readyz says that it can.");
    }

    /** Nothing is taken in while the file cannot be written: whoever brings it still has it. */
    @Override
    public long bring(Conversation conversation, List<Item> brought) {
        throw new TranscriptException(
                "The transcript cannot be written now, so nothing is taken in. Try again when"
                        + " /readyz says that it can.");
    }

    /** The same. */
    @Override
    public boolean forget(ConversationId conversation, String itemId) {
        return false;
    }

    /** What is to go is in the file, which cannot be used now. */
    @Override
    public List<ConversationId> purge(Instant before) {
        return List.of();
    }

    /** What is to be copied is in the file, which cannot be used now. */
    @Override
    public Optional<Conversation> fork(ConversationId from, ConversationId to, Instant now) {
        return Optional.empty();
    }

    @Override
    public void failed(SQLException failure) {
        // The journal knows already: that is why changes are held.
    }

    synchronized int size() {
        return steps.size();
    }

    synchronized long lost() {
        return lost;
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** All steps are in the file, but for {@code refused} that it can never take. */
    synchronized void replayed(int refused) {
        lost += refused;
        steps.clear();
        created.clear();
        changes.clear();
        items.clear();
        cuts.clear();
        characters = 0;
    }

    /** What the file says, with the held changes made. */
    synchronized Optional<Conversation> conversation(
            ConversationId id, Optional<Conversation> inFile) {
        Optional<Conversation> known =
                inFile.isPresent() ? inFile : Optional.ofNullable(created.get(id));
        return known.map(this::changed);
    }

    /**
     * The same for a page, in its order; a first page of the newest also shows, before the others,
     * the conversations that are only held.
     */
    synchronized List<Conversation> conversations(
            List<Conversation> inFile, ConversationQuery query) {
        boolean first = query.cursor().isEmpty() && !query.ascending();
        var all = new LinkedHashMap<ConversationId, Conversation>();
        if (first) {
            all.putAll(created);
        }
        inFile.forEach(c -> all.put(c.id(), c));
        return all.values().stream()
                .map(this::changed)
                .filter(query::takes)
                .sorted(query.sorting())
                .toList();
    }

    /** All that are only held, in the order of writing. */
    synchronized List<Item> items() {
        return List.copyOf(items.values());
    }

    /** An item of the file as it is now. */
    synchronized Item shown(Item inFile) {
        return cut(inFile);
    }

    /** The items in the file with the held ones behind them; a held twin of an item is left out. */
    synchronized List<Item> items(ConversationId id, List<Item> inFile) {
        var all = new LinkedHashMap<String, Item>();
        inFile.forEach(item -> all.put(item.itemId(), cut(item)));
        heldOf(id).forEach(item -> all.putIfAbsent(item.itemId(), item));
        return List.copyOf(all.values());
    }

    private Stream<Item> heldOf(ConversationId id) {
        return items.values().stream().filter(item -> item.conversation().equals(id));
    }

    private Conversation changed(Conversation c) {
        List<Item> held = heldOf(c.id()).toList();
        Instant last =
                held.stream()
                        .map(Item::startedAt)
                        .filter(c.updatedAt()::isBefore)
                        .max(Comparator.naturalOrder())
                        .orElse(c.updatedAt());
        Conversation grown =
                new Conversation(
                        c.id(),
                        c.title(),
                        c.workspace(),
                        c.workspaceRoot(),
                        c.createdAt(),
                        last,
                        c.items() + held.size(),
                        c.marks(),
                        c.forkedFrom());
        for (ConversationChange change : changes.getOrDefault(c.id(), List.of())) {
            grown = change.of(grown);
        }
        return grown.title().isEmpty() ? grown.titled(firstWords(held)) : grown;
    }

    private static String firstWords(List<Item> held) {
        return held.stream()
                .filter(item -> item.role() == Item.Role.USER)
                .map(item -> Title.from(item.text()))
                .findFirst()
                .orElse("");
    }

    private Item cut(Item item) {
        Cut cut = cuts.get(new Key(item.conversation(), item.itemId()));
        return cut == null ? item : item.cutTo(cut.heardMs(), cut.text());
    }

    private long nextSeq(ConversationId id) {
        if (!recent.knows(id)) {
            Instant now = clock.instant();
            recent.remember(new Conversation(id, "", "", "", now, now, 0), now.toEpochMilli());
        }
        return recent.lastSeq(id).orElseThrow() + 1;
    }

    private boolean hold(long size, Step step) {
        if (steps.size() >= mostChanges || characters + size > mostCharacters) {
            lost++;
            return false;
        }
        characters += size;
        return steps.add(step);
    }
}
