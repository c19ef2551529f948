package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.conversation.Title;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Changes in the file. Never commits: the {@link Journal} does, for many changes at once. */
final class SqlRows implements Rows {

    private static final String INSERT_ITEM =
            "insert into item (" + Columns.ITEM + ") values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final String INSERT_CONVERSATION =
            "insert or ignore into conversation ("
                    + Columns.CONVERSATION
                    + ") values (?,?,?,?,?,?,?,?,?,?)";
    private static final String TOUCH =
            "update conversation set items = items + 1, last_seq = max(last_seq, ?),"
                    + " updated_at = max(updated_at, ?),"
                    + " title = case when title = '' then ? else title end where id = ?";
    private static final String FORK_CONVERSATION =
            "insert into conversation (id, title, workspace, workspace_root, created_at,"
                    + " updated_at, items, last_seq, forked_from) select ?, title, workspace,"
                    + " workspace_root, ?, ?, items, last_seq, id from conversation where id = ?";
    private static final String FORK_ITEMS =
            "insert into item ("
                    + Columns.ITEM
                    + ") select ?,"
                    + Columns.ITEM.replaceFirst("conversation_id,", "")
                    + " from item where conversation_id = ?";
    private static final String INTERRUPT =
            "update item set interrupted = 1, heard_ms = ?, text = ?"
                    + " where conversation_id = ? and item_id = ?";

    private final Connection connection;
    private final RecentConversations recent;

    SqlRows(Connection connection, RecentConversations recent) {
        this.connection = connection;
        this.recent = recent;
    }

    @Override
    public Conversation create(Conversation conversation) throws SQLException {
        insert(conversation, 0);
        recent.remember(conversation, 0);
        return conversation;
    }

    @Override
    public Item append(NewItem item, Instant now) throws SQLException {
        Optional<Item> stored = Queries.item(connection, item.conversation(), item.itemId());
        if (stored.isPresent()) {
            return stored.get();
        }
        if (!enter(item.conversation())) {
            throw new TranscriptException(
                    "There is no conversation "
                            + item.conversation()
                            + ": start one (thread/start) and write to that.");
        }
        Item placed = item.at(Queries.lastSeq(connection, item.conversation()) + 1);
        insert(placed, now);
        return placed;
    }

    /** Writes an item that was held in memory, at the position it was given there. */
    void restore(Item held, Instant writtenAt) throws SQLException {
        if (Queries.item(connection, held.conversation(), held.itemId()).isPresent()) {
            return;
        }
        if (!enter(held.conversation())) {
            insert(nameless(held.conversation(), writtenAt), 0);
        }
        insert(held, writtenAt);
    }

    @Override
    public void interrupt(ConversationId conversation, String itemId, long heardMs, String text)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(INTERRUPT)) {
            update.setLong(1, heardMs);
            update.setString(2, text);
            update.setString(3, conversation.value());
            update.setString(4, itemId);
            update.executeUpdate();
        }
    }

    @Override
    public void retitle(ConversationId conversation, String title) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update conversation set title = ? where id = ?")) {
            update.setString(1, title);
            update.setString(2, conversation.value());
            update.executeUpdate();
        }
    }

    @Override
    public void archive(ConversationId conversation, boolean archived) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update conversation set archived = ? where id = ?")) {
            update.setBoolean(1, archived);
            update.setString(2, conversation.value());
            update.executeUpdate();
        }
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
        try (PreparedStatement copy = connection.prepareStatement(FORK_ITEMS)) {
            copy.setString(1, to.value());
            copy.setString(2, from.value());
            copy.executeUpdate();
        }
        return Queries.conversation(connection, to);
    }

    @Override
    public void failed(SQLException failure) throws SQLException {
        throw failure;
    }

    /** Sees to it that the conversation has its row; false when nothing is known of it. */
    private boolean enter(ConversationId id) throws SQLException {
        Optional<Conversation> stored = Queries.conversation(connection, id);
        if (stored.isPresent()) {
            if (!recent.knows(id)) {
                recent.remember(stored.get(), Queries.lastSeq(connection, id));
            }
            return true;
        }
        Optional<Conversation> remembered = recent.find(id);
        if (remembered.isPresent()) {
            insert(remembered.get(), recent.lastSeq(id).orElse(0));
        }
        return remembered.isPresent();
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
            insert.setBoolean(9, conversation.archived());
            insert.setString(10, conversation.forkedFrom().map(Object::toString).orElse(null));
            insert.executeUpdate();
        }
    }

    private void insert(Item item, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ITEM)) {
            Columns.bind(insert, item);
            insert.executeUpdate();
        }
        try (PreparedStatement touch = connection.prepareStatement(TOUCH)) {
            touch.setLong(1, item.seq());
            touch.setLong(2, now.toEpochMilli());
            touch.setString(3, item.role() == Item.Role.USER ? Title.from(item.text()) : "");
            touch.setString(4, item.conversation().value());
            touch.executeUpdate();
        }
        recent.wrote(item.conversation(), item.seq());
    }
}
