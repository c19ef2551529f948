package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
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

    private final Connection connection;
    private final Database database;
    private final String locking;
    private final RecentConversations recent;
    private final ItemIds ids;
    private final ConversationRows conversations;
    private final ItemRows items;

    SqlRows(Connection connection, Database database, RecentConversations recent, ItemIds ids) {
        this.connection = connection;
        this.database = database;
        this.locking = database.locking();
        this.recent = recent;
        this.ids = ids;
        this.conversations = new ConversationRows(connection);
        this.items = new ItemRows(connection, ids);
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
    boolean appendAll(List<WaitingItem> waiting) throws SQLException {
        try {
            return new Appends(connection, locking, recent, ids).write(waiting);
        } catch (SQLException e) {
            if (database.failure(e).isPresent()) {
                throw e;
            }
            return false;
        }
    }

    /** One change; when it fails nothing of it is left. */
    <R> R attempt(Rows.Change<R> change) throws SQLException {
        Sql.run(connection, "savepoint change");
        try {
            R result = change.apply(this);
            Sql.run(connection, "release change");
            return result;
        } catch (SQLException | RuntimeException e) {
            if (database.failure(e).isEmpty()) {
                Sql.run(connection, "rollback to change");
                Sql.run(connection, "release change");
            }
            throw e;
        }
    }

    /** Ends the transaction. */
    void commit() throws SQLException {
        Sql.run(connection, "commit");
    }

    @Override
    public Conversation create(Conversation conversation) throws SQLException {
        conversations.insert(conversation, 0);
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
        if (Queries.item(connection, held.conversation(), held.itemId()).isPresent()
                || Queries.movedAway(connection, held.conversation(), held.itemId())) {
            return;
        }
        Optional<Conversation> known = enter(held.conversation());
        Conversation conversation = known.orElseGet(() -> nameless(held.conversation(), writtenAt));
        if (known.isEmpty()) {
            conversations.insert(conversation, 0);
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
    public long bring(Conversation conversation, List<Item> brought) throws SQLException {
        if (Queries.conversation(connection, conversation.id()).isEmpty()) {
            conversations.insert(conversation, 0);
        }
        conversations.change(conversation.id(), new ConversationChange.Restore());
        long written = 0;
        for (Item item : brought) {
            if (Queries.item(connection, conversation.id(), item.itemId()).isEmpty()) {
                insert(placed(item), conversation, conversation.updatedAt());
                written++;
            }
        }
        return written;
    }

    @Override
    public void keep(SealedOriginal original) throws SQLException {
        new VaultRows(connection).add(original);
    }

    @Override
    public void interrupt(ConversationId conversation, String itemId, long heardMs, String text)
            throws SQLException {
        items.interrupt(conversation, itemId, heardMs, text);
    }

    @Override
    public boolean edit(ConversationId conversation, String itemId, String text, Instant at)
            throws SQLException {
        Optional<Item> stored = Queries.item(connection, conversation, itemId);
        if (stored.isPresent()) {
            Item edited = stored.get().edited(text, at);
            items.edit(edited);
            conversations.rename(
                    conversation, Title.from(stored.get().text()), Title.from(edited.text()));
        }
        return stored.isPresent();
    }

    @Override
    public boolean forget(ConversationId conversation, String itemId) throws SQLException {
        return items.forget(conversation, itemId);
    }

    @Override
    public void change(ConversationId id, ConversationChange change) throws SQLException {
        conversations.change(id, change);
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
        }
        return gone;
    }

    @Override
    public SavedSearch save(SavedSearch search) throws SQLException {
        return SqlSavedSearches.save(connection, search);
    }

    @Override
    public boolean forgetSearch(String id) throws SQLException {
        return SqlSavedSearches.forget(connection, id);
    }

    @Override
    public MoveResult move(MoveRequest request, ConversationId id, Instant now)
            throws SQLException {
        var moves = new MoveRows(connection);
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
        conversations.insert(
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
        conversations.copy(from, to, now);
        Optional<Conversation> copied = Queries.conversation(connection, to);
        if (copied.isPresent()) {
            for (Item item : Queries.items(connection, from)) {
                items.place(item.in(to));
            }
            new VaultRows(connection).copy(from, to);
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
            conversations.insert(remembered.get(), recent.lastSeq(id).orElse(0));
        }
        return remembered;
    }

    /** A row for items whose conversation was in a file that is gone. */
    private static Conversation nameless(ConversationId id, Instant now) {
        return new Conversation(id, "", "", "", now, now, 0);
    }

    private void insert(Item item, Conversation conversation, Instant now) throws SQLException {
        items.place(item);
        boolean names = item.role() == Item.Role.USER && conversation.title().isEmpty();
        String title = names ? Title.from(item.text()) : "";
        conversations.touch(item.conversation(), item.seq(), now, title);
        recent.wrote(item.conversation(), item.seq());
    }
}
