package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.conversation.Visible;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The transcript in a database. Opens it in the background; calls wait for that. */
final class SqlTranscriptStore implements KeepingStore {

    private static final Duration OPENING = Duration.ofSeconds(5);
    private static final int LONGEST_PAGE = 200;
    private static final int MOST_ITEMS = 1000;
    private static final int MOST_HELD = 50_000;
    private static final long MOST_HELD_CHARACTERS = 32L << 20;

    private static final Comparator<Item> SPOKEN =
            Comparator.comparing(Item::startedAt).thenComparing(Item::seq);

    private final Finding finding;
    private final Clock clock;
    private final RandomGenerator random;
    private final Reads reads;
    private final HeldRows held;
    private final HealthBoard board = new HealthBoard();
    private final Search search;
    private final Journal journal;

    SqlTranscriptStore(Database database, Clock clock, RandomGenerator random) {
        this(database, clock, random, MOST_HELD);
    }

    SqlTranscriptStore(Database database, Clock clock, RandomGenerator random, int mostHeld) {
        this.finding = new Finding(database.words());
        this.clock = clock;
        this.random = random;
        this.reads = new Reads(database);
        var recent = new RecentConversations();
        this.held = new HeldRows(recent, clock, mostHeld, MOST_HELD_CHARACTERS);
        this.search = new Search(this::found, held, this::find);
        this.journal = new Journal(database, reads, held, recent, board, clock);
        journal.start();
    }

    @Override
    public Conversation create(String workspace, Path workspaceRoot) {
        Instant now = now();
        ConversationId id = ConversationId.create(now.toEpochMilli(), random);
        var conversation =
                new Conversation(id, "", workspace, workspaceRoot.toString(), now, now, 0);
        return journal.submit(rows -> rows.create(conversation));
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return findAny(id).filter(c -> !c.deleted());
    }

    @Override
    public Optional<Conversation> findAny(ConversationId id) {
        Optional<Conversation> inFile = read(c -> Queries.conversation(c, id), Optional.empty());
        return held.conversation(id, inFile);
    }

    @Override
    public ConversationPage list(Optional<String> cursor, int limit) {
        return list(ConversationQuery.newest(cursor, limit, ConversationQuery.Shelf.OPEN));
    }

    @Override
    public ConversationPage list(ConversationQuery query) {
        int size = Math.clamp(query.limit(), 1, LONGEST_PAGE);
        Optional<Cursor> after = query.cursor().map(Cursor::parse);
        List<Conversation> found = read(c -> Queries.list(c, query, after, size + 1), List.of());
        boolean more = found.size() > size;
        List<Conversation> page = more ? found.subList(0, size) : found;
        Optional<String> next =
                more ? Optional.of(Cursor.of(page.getLast(), query).text()) : Optional.empty();
        return new ConversationPage(held.conversations(page, query), next);
    }

    @Override
    public Optional<Conversation> change(ConversationId id, List<ConversationChange> changes) {
        journal.submit(
                id,
                rows -> {
                    for (ConversationChange change : changes) {
                        rows.change(id, change);
                    }
                    return id;
                });
        return findAny(id);
    }

    @Override
    public List<ConversationId> purge(Instant before) {
        return journal.submit(rows -> rows.purge(before));
    }

    @Override
    public List<Item> outputsBefore(
            Instant before, Optional<String> workspace, List<String> except, int limit) {
        int size = Math.clamp(limit, 1, MOST_ITEMS);
        return read(c -> Queries.outputsBefore(c, before, workspace, except, size), List.of());
    }

    @Override
    public boolean forget(ConversationId conversation, String itemId) {
        return journal.submit(conversation, rows -> rows.forget(conversation, itemId));
    }

    @Override
    public Optional<Conversation> fork(ConversationId id) {
        Instant now = now();
        ConversationId copy = ConversationId.create(now.toEpochMilli(), random);
        return journal.submit(rows -> rows.fork(id, copy, now));
    }

    @Override
    public MoveResult move(MoveRequest request) {
        Instant now = now();
        ConversationId id = ConversationId.create(now.toEpochMilli(), random);
        return journal.submit(rows -> rows.move(request, id, now));
    }

    @Override
    public Optional<MovedTo> movedTo(ConversationId from, long seq) {
        return read(c -> new Trail(c).of(from, seq), Optional.empty());
    }

    @Override
    public SavedSearches searches() {
        return new SqlSavedSearches(journal, query -> read(query, List.of()), clock, random);
    }

    @Override
    public SearchPage search(SearchQuery query) {
        return search.page(query);
    }

    private List<FoundItem> found(SearchTerms terms, long below, int limit) {
        return read(c -> finding.find(c, terms, below, limit), List.of());
    }

    @Override
    public Item append(NewItem item, Optional<SealedOriginal> original) {
        return journal.append(item, now(), original);
    }

    @Override
    public Optional<Item> markInterrupted(
            ConversationId conversation,
            String itemId,
            long heardMs,
            String heardText,
            Optional<SealedOriginal> original) {
        journal.submit(
                conversation,
                rows -> {
                    rows.interrupt(conversation, itemId, heardMs, Visible.storable(heardText));
                    keep(rows, original.stream().toList());
                    return itemId;
                });
        List<Item> inFile =
                read(c -> Queries.item(c, conversation, itemId).stream().toList(), List.of());
        return held.items(conversation, inFile).stream()
                .filter(item -> item.itemId().equals(itemId))
                .findFirst();
    }

    private static void keep(Rows rows, List<SealedOriginal> originals) throws SQLException {
        for (SealedOriginal original : originals) {
            rows.keep(original);
        }
    }

    @Override
    public Optional<Item> edit(
            ConversationId conversation,
            String itemId,
            String text,
            Optional<SealedOriginal> original) {
        boolean there =
                journal.submit(
                        conversation,
                        rows -> {
                            boolean edited =
                                    rows.edit(conversation, itemId, Visible.storable(text), now());
                            if (edited) {
                                keep(rows, original.stream().toList());
                            }
                            return edited;
                        });
        return there
                ? read(c -> Queries.item(c, conversation, itemId), Optional.empty())
                : Optional.empty();
    }

    @Override
    public List<Item> items(ConversationId conversation) {
        List<Item> inFile = read(c -> Queries.items(c, conversation), List.of());
        return held.items(conversation, inFile).stream().sorted(SPOKEN).toList();
    }

    @Override
    public List<Item> itemsAfter(ConversationId conversation, long seq, int limit) {
        int size = Math.clamp(limit, 1, MOST_ITEMS);
        List<Item> inFile = read(c -> Queries.itemsAfter(c, conversation, seq, size), List.of());
        if (inFile.size() == size) {
            return inFile;
        }
        return held.items(conversation, inFile).stream()
                .filter(item -> item.seq() > seq)
                .sorted(Comparator.comparing(Item::seq))
                .limit(size)
                .toList();
    }

    @Override
    public List<Item> itemsBehind(ConversationId conversation, Optional<Item> after, int limit) {
        int size = Math.clamp(limit, 1, MOST_ITEMS);
        if (held.size() > 0) {
            return items(conversation).stream()
                    .filter(item -> after.isEmpty() || SPOKEN.compare(item, after.get()) > 0)
                    .limit(size)
                    .toList();
        }
        return read(c -> Queries.itemsBehind(c, conversation, after, size), List.of());
    }

    @Override
    public List<Item> itemsFrom(ConversationId conversation, long position, int limit) {
        int size = Math.clamp(limit, 1, MOST_ITEMS);
        return held.size() > 0
                ? KeepingStore.super.itemsFrom(conversation, position, size)
                : read(c -> SpokenOrder.items(c, conversation, position, size), List.of());
    }

    @Override
    public OptionalLong position(ConversationId conversation, long seq) {
        return held.size() > 0
                ? KeepingStore.super.position(conversation, seq)
                : read(c -> SpokenOrder.position(c, conversation, seq), OptionalLong.empty());
    }

    @Override
    public List<Landmark> landmarks(ConversationId conversation) {
        return held.size() > 0
                ? KeepingStore.super.landmarks(conversation)
                : read(c -> SpokenOrder.landmarks(c, conversation), List.of());
    }

    @Override
    public long bring(Conversation conversation, List<Item> items, List<SealedOriginal> originals) {
        return journal.submit(
                conversation.id(),
                rows -> {
                    long written = rows.bring(conversation, items);
                    keep(rows, originals);
                    return written;
                });
    }

    @Override
    public StoreHealth health() {
        return board.now();
    }

    @Override
    public void listen(Consumer<StoreHealth> listener) {
        board.listen(listener);
    }

    @Override
    public void close() {
        journal.close();
    }

    private <T> T read(Reads.Query<T> query, T otherwise) {
        journal.awaitOpened(OPENING);
        try {
            return reads.read(query);
        } catch (SQLException e) {
            if (!board.failing()) {
                journal.readFailed(e);
            }
            return otherwise;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
