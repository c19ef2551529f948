package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Marks;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.conversation.Title;
import dev.sidetone.conversation.Visible;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes in the file. Never commits: the {@link Journal} does, for many changes at once. */
final class SqlRows implements Rows {

    static final String INSERT_ITEM =
            "insert into item (id, "
                    + Columns.ITEM
                    + ") values (?"
                    + ",?".repeat(Columns.ITEM.split(",").length)
                    + ") on conflict (id) do nothing";
    private static final String INSERT_CONVERSATION =
            "insert into conversation ("
                    + Columns.CONVERSATION
                    + ") values (?,?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict (id) do nothing";
    static final String TOUCH =
            "update conversation set items = items + ?,"
                    + " last_seq = case when last_seq < ? then ? else last_seq end,"
                    + " updated_at = case when updated_at < ? then ? else updated_at end,"
                    + " title = case when title = '' then ? else title end where id = ?";
    private static final String FORK_CONVERSATION =
            "insert into conversation (id, title, workspace, workspace_root, created_at,"
                    + " updated_at, items, last_seq, forked_from) select ?, title, workspace,"
                    + " workspace_root, ?, ?, items, last_seq, id from conversation where id = ?";
    private static final String INTERRUPT =
            "update item set interrupted = true, heard_ms = ?, text = ?, unheard = ?"
                    + " where conversation_id = ? and item_id = ?";
    private static final String FORGET =
            "update item set text = ?, unheard = null, edits = '[]' where conversation_id = ? and"
                    + " item_id = ? and not exists (select 1 from conversation where id = ? and"
                    + " held)";
    private static final String EDIT =
            "update item set text = ?, edits = ? where conversation_id = ? and item_id = ?";

    private static final String SAVE =
            "insert into saved_search (id, name, query, saved_at) values (?,?,?,?)"
                    + " on conflict (query) do update set name = excluded.name";

    private static final int MOST_TRIES = 100;

    private final Connection connection;
    private final Database database;
    private final Unindexed unindexed = new Unindexed();
    private final String locking;
    private final RecentConversations recent;
    private final ItemIds ids;

    SqlRows(Connection connection, Database database, RecentConversations recent, ItemIds ids) {
        this.connection = connection;
        this.database = database;
        this.locking = database.locking();
        this.recent = recent;
        this.ids = ids;
    }

    /** Those that others must not change before the end: in one order, so that nobody is stuck. */
    void lock(List<ConversationId> conversations) throws SQLException {
        if (locking.isEmpty() || conversations.isEmpty()) {
            return;
        }
        String[] ids = conversations.stream().map(ConversationId::value).toArray(String[]::new);
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "select id from conversation where id = any (?) order by id" + locking)) {
            lock.setArray(1, connection.createArrayOf("text", ids));
            lock.executeQuery().close();
        }
    }

    /**
     * Writes many items in few statements. False when one of them needs more care: then the
     * transaction is to be rolled back.
     */
    boolean appendAll(List<WaitingItem> items) throws SQLException {
        try {
            return new Appends(connection, locking, recent, ids, unindexed).write(items);
        } catch (SQLException e) {
            if (database.failure(e).isPresent()) {
                throw e;
            }
            return false;
        }
    }

    /** One change; when it fails nothing of it is left. */
    <R> R attempt(Rows.Change<R> change) throws SQLException {
        int mark = unindexed.mark();
        Sql.run(connection, "savepoint change");
        try {
            R result = change.apply(this);
            Sql.run(connection, "release change");
            return result;
        } catch (SQLException | RuntimeException e) {
            if (database.failure(e).isEmpty()) {
                Sql.run(connection, "rollback to change");
                Sql.run(connection, "release change");
                unindexed.comeBackTo(mark);
            }
            throw e;
        }
    }

    /** Ends the transaction. */
    void commit() throws SQLException {
        unindexed.enter(connection, database);
        Sql.run(connection, "commit");
    }

    @Override
    public Conversation create(Conversation conversation) throws SQLException {
        insert(conversation, 0);
        recent.remember(conversation, 0);
        return conversation;
    }

    @Override
    public Item append(NewItem item, Instant now) throws SQLException {
        Conversation conversation =
                enter(item.conversation())
                        .orElseThrow(() ->
                                new TranscriptException(
                                        "There is no conversation "
                                                + item.conversation()
                                                + ": start one (thread/start) and write to that."));
        long last = Queries.lastSeq(connection, item.conversation(), locking);
        Optional<Item> stored = Queries.item(connection, item.conversation(), item.itemId());
        if (stored.isPresent()) {
            return stored.get();
        }
        Item placed = item.at(last + 1);
        insert(placed, conversation, now);
        return placed;
    }

    /**
     * Writes an item that was held in memory, at the position it was given there, or behind what
     * another process wrote meanwhile.
     */
    void restore(Item held, Instant writtenAt) throws SQLException {
        if (Queries.item(connection, held.conversation(), held.itemId()).isPresent()) {
            return;
        }
        Optional<Conversation> known = enter(held.conversation());
        Conversation conversation = known.orElseGet(() -> nameless(held.conversation(), writtenAt));
        if (known.isEmpty()) {
            insert(conversation, 0);
        }
        insert(placed(held), conversation, writtenAt);
    }

    /** At its position, or behind all others when that is taken. */
    private Item placed(Item item) throws SQLException {
        long last = Queries.lastSeq(connection, item.conversation(), locking);
        boolean taken = Queries.taken(connection, item.conversation(), item.seq());
        return taken ? item.at(last + 1) : item;
    }

    @Override
    public long bring(Conversation conversation, List<Item> items) throws SQLException {
        if (Queries.conversation(connection, conversation.id()).isEmpty()) {
            insert(conversation, 0);
        }
        set(conversation.id(), "deleted_at = null");
        long written = 0;
        for (Item item : items) {
            if (Queries.item(connection, conversation.id(), item.itemId()).isEmpty()) {
                insert(placed(item), conversation, conversation.updatedAt());
                written++;
            }
        }
        return written;
    }

    @Override
    public void interrupt(ConversationId conversation, String itemId, long heardMs, String text)
            throws SQLException {
        Optional<Item> stored = Queries.item(connection, conversation, itemId);
        if (stored.isEmpty()) {
            return;
        }
        Item cut = stored.get().cutTo(heardMs, text);
        try (PreparedStatement update = connection.prepareStatement(INTERRUPT)) {
            update.setLong(1, heardMs);
            update.setString(2, cut.text());
            update.setString(3, cut.details().unheard().orElse(null));
            update.setString(4, conversation.value());
            update.setString(5, itemId);
            update.executeUpdate();
        }
        indexAgain(conversation, itemId);
    }

    @Override
    public boolean edit(ConversationId conversation, String itemId, String text, Instant at)
            throws SQLException {
        Optional<Item> stored = Queries.item(connection, conversation, itemId);
        if (stored.isEmpty()) {
            return false;
        }
        Item edited = stored.get().edited(text, at);
        try (PreparedStatement update = connection.prepareStatement(EDIT)) {
            update.setString(1, edited.text());
            update.setString(2, DetailColumns.edits(edited.details()));
            update.setString(3, conversation.value());
            update.setString(4, itemId);
            update.executeUpdate();
        }
        rename(conversation, Title.from(stored.get().text()), Title.from(edited.text()));
        indexAgain(conversation, itemId);
        return true;
    }

    /** A title that came from the words follows them. */
    private void rename(ConversationId id, String from, String to) throws SQLException {
        set(id, "title = case when title = ? then ? else title end", from, to);
    }

    /** After its text was changed. */
    private void indexAgain(ConversationId conversation, String itemId) throws SQLException {
        Queries.placed(connection, conversation, itemId).ifPresent(this::indexAgain);
    }

    private void indexAgain(FoundItem is) {
        unindexed.add(new Words.Entry(is.id(), is.item(), is.conversation().workspace()));
    }

    @Override
    public void change(ConversationId id, ConversationChange change) throws SQLException {
        switch (change) {
            case ConversationChange.Retitle(var title) ->
                    set(id, "title = ?", Visible.storable(title));
            case ConversationChange.Archive(var archived) -> set(id, "archived = ?", archived);
            case ConversationChange.Pin(var pinned) -> set(id, "pinned = ?", pinned);
            case ConversationChange.Hold(var held) -> set(id, "held = ?", held);
            case ConversationChange.Tag(var tags) -> set(id, "tags = ?", Columns.tags(tags));
            case ConversationChange.Delete(var at) ->
                    set(
                            id,
                            "deleted_at = case when held = false then ? else deleted_at end",
                            at.toEpochMilli());
            case ConversationChange.Restore() -> set(id, "deleted_at = null");
        }
    }

    private void set(ConversationId id, String assignment, Object... values) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update conversation set " + assignment + " where id = ?")) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.setString(values.length + 1, id.value());
            update.executeUpdate();
        }
    }

    @Override
    public boolean forget(ConversationId conversation, String itemId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FORGET)) {
            update.setString(1, TranscriptStore.FORGOTTEN);
            update.setString(2, conversation.value());
            update.setString(3, itemId);
            update.setString(4, conversation.value());
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        indexAgain(conversation, itemId);
        return true;
    }

    @Override
    public List<ConversationId> purge(Instant before) throws SQLException {
        List<ConversationId> gone = Queries.deletedBefore(connection, before);
        for (ConversationId id : gone) {
            for (String rows :
                    List.of(
                            "delete from item where conversation_id = ?",
                            "delete from moved_item where from_conversation = ?",
                            "delete from conversation where id = ?")) {
                try (PreparedStatement delete = connection.prepareStatement(rows)) {
                    delete.setString(1, id.value());
                    delete.executeUpdate();
                }
            }
            recent.forget(id);
            unindexed.forget(id);
        }
        return gone;
    }

    @Override
    public SavedSearch save(SavedSearch search) throws SQLException {
        List<SavedSearch> all = SqlSavedSearches.all(connection);
        boolean known = all.stream().anyMatch(s -> s.query().equals(search.query()));
        if (!known && all.size() >= SavedSearch.MOST) {
            throw new TranscriptException(
                    "%d searches are saved, and no more can be: forget one before."
                            .formatted(SavedSearch.MOST));
        }
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setString(1, search.id());
            save.setString(2, search.name());
            save.setString(3, search.query());
            save.setLong(4, search.savedAt().toEpochMilli());
            save.executeUpdate();
        }
        return SqlSavedSearches.all(connection).stream()
                .filter(s -> s.query().equals(search.query()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean forgetSearch(String id) throws SQLException {
        try (PreparedStatement forget =
                connection.prepareStatement("delete from saved_search where id = ?")) {
            forget.setString(1, id);
            return forget.executeUpdate() > 0;
        }
    }

    @Override
    public MoveResult move(MoveRequest request, ConversationId id, Instant now)
            throws SQLException {
        var moves = new MoveRows(connection, this::indexAgain);
        MoveResult result =
                switch (request) {
                    case MoveRequest.Merge merge -> {
                        lock(List.of(merge.source(), merge.target()));
                        yield moves.merge(merge, id.value(), now);
                    }
                    case MoveRequest.Split split -> split(moves, split, id, now);
                    case MoveRequest.Undo(var move) -> {
                        lock(moves.places(move));
                        yield moves.undo(move);
                    }
                };
        if (result instanceof MoveResult.Moved moved) {
            recent.forget(moved.source());
            recent.forget(moved.target());
        }
        return result;
    }

    private MoveResult split(
            MoveRows moves, MoveRequest.Split split, ConversationId id, Instant now)
            throws SQLException {
        lock(List.of(split.source()));
        Optional<Item> at = Queries.itemAt(connection, split.source(), split.seq());
        Optional<MoveResult.Why> obstacle = moves.obstacle(split.source(), at);
        if (obstacle.isPresent()) {
            return new MoveResult.Refused(obstacle.get());
        }
        Conversation source = Queries.conversation(connection, split.source()).orElseThrow();
        String title = split.title().orElse("");
        insert(
                new Conversation(
                        id,
                        Visible.storable(title),
                        source.workspace(),
                        source.workspaceRoot(),
                        at.orElseThrow().startedAt(),
                        source.updatedAt(),
                        0),
                0);
        return moves.split(split.source(), id, at.orElseThrow(), id.value(), now);
    }

    @Override
    public Optional<Conversation> fork(ConversationId from, ConversationId to, Instant now)
            throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement(FORK_CONVERSATION)) {
            copy.setString(1, to.value());
            copy.setLong(2, now.toEpochMilli());
            copy.setLong(3, now.toEpochMilli());
            copy.setString(4, from.value());
            copy.executeUpdate();
        }
        Optional<Conversation> copied = Queries.conversation(connection, to);
        if (copied.isPresent()) {
            for (Item item : Queries.items(connection, from)) {
                place(item.in(to), copied.get().workspace());
            }
        }
        return copied;
    }

    @Override
    public void failed(SQLException failure) throws SQLException {
        throw failure;
    }

    /** Sees to it that the conversation has its row; empty when nothing is known of it. */
    private Optional<Conversation> enter(ConversationId id) throws SQLException {
        Optional<Conversation> stored = Queries.conversation(connection, id);
        if (stored.isPresent()) {
            if (!recent.knows(id)) {
                recent.remember(stored.get(), Queries.lastSeq(connection, id, ""));
            }
            return stored;
        }
        Optional<Conversation> remembered = recent.find(id);
        if (remembered.isPresent()) {
            insert(remembered.get(), recent.lastSeq(id).orElse(0));
        }
        return remembered;
    }

    /** A row for items whose conversation was in a file that is gone. */
    private static Conversation nameless(ConversationId id, Instant now) {
        return new Conversation(id, "", "", "", now, now, 0);
    }

    private void insert(Conversation conversation, long lastSeq) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_CONVERSATION)) {
            insert.setString(1, conversation.id().value());
            insert.setString(2, conversation.title());
            insert.setString(3, conversation.workspace());
            insert.setString(4, conversation.workspaceRoot());
            insert.setLong(5, conversation.createdAt().toEpochMilli());
            insert.setLong(6, conversation.updatedAt().toEpochMilli());
            insert.setLong(7, 0);
            insert.setLong(8, lastSeq);
            Marks marks = conversation.marks();
            insert.setBoolean(9, marks.archived());
            insert.setString(10, conversation.forkedFrom().map(Object::toString).orElse(null));
            insert.setBoolean(11, marks.pinned());
            insert.setBoolean(12, marks.held());
            insert.setObject(13, marks.deletedAt().map(Instant::toEpochMilli).orElse(null));
            insert.setString(14, Columns.tags(marks.tags()));
            insert.executeUpdate();
        }
    }

    private void insert(Item item, Conversation conversation, Instant now) throws SQLException {
        place(item, conversation.workspace());
        boolean names = item.role() == Item.Role.USER && conversation.title().isEmpty();
        try (PreparedStatement touch = connection.prepareStatement(TOUCH)) {
            String title = names ? Title.from(item.text()) : "";
            bindTouch(touch, 1, item.seq(), now, title, item.conversation());
            touch.executeUpdate();
        }
        recent.wrote(item.conversation(), item.seq());
    }

    static void bindTouch(
            PreparedStatement touch,
            long items,
            long lastSeq,
            Instant now,
            String title,
            ConversationId id)
            throws SQLException {
        touch.setLong(1, items);
        touch.setLong(2, lastSeq);
        touch.setLong(3, lastSeq);
        touch.setLong(4, now.toEpochMilli());
        touch.setLong(5, now.toEpochMilli());
        touch.setString(6, title);
        touch.setString(7, id.value());
    }

    private void place(Item item, String workspace) throws SQLException {
        long id = ids.next(item.startedAt());
        for (int tries = 0; !inserted(id, item); tries++) {
            if (tries == MOST_TRIES) {
                throw new SQLException("no number is free for item " + item.itemId());
            }
            id = ids.another();
        }
        unindexed.add(new Words.Entry(id, item, workspace));
    }

    /** False when another item has the number. */
    private boolean inserted(long id, Item item) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ITEM)) {
            insert.setLong(1, id);
            Columns.bind(insert, 2, item);
            return insert.executeUpdate() == 1;
        }
    }
}
