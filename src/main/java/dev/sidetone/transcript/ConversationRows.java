package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Marks;
import dev.sidetone.conversation.Visible;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Writes rows of conversations. Never commits. */
final class ConversationRows {

    private static final String INSERT =
            "insert into conversation ("
                    + Columns.CONVERSATION
                    + ") values (?,?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict (id) do nothing";
    static final String TOUCH =
            "update conversation set items = items + ?,"
                    + " last_seq = case when last_seq < ? then ? else last_seq end,"
                    + " updated_at = case when updated_at < ? then ? else updated_at end,"
                    + " title = case when title = '' then ? else title end where id = ?";
    private static final String COPY =
            "insert into conversation (id, title, workspace, workspace_root, created_at,"
                    + " updated_at, items, last_seq, forked_from) select ?, title, workspace,"
                    + " workspace_root, ?, ?, items, last_seq, id from conversation where id = ?";

    private final Connection connection;

    ConversationRows(Connection connection) {
        this.connection = connection;
    }

    /** Does nothing when it is there. */
    void insert(Conversation conversation, long lastSeq) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
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

    /** A copy without its items. */
    void copy(ConversationId from, ConversationId to, Instant now) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement(COPY)) {
            copy.setString(1, to.value());
            copy.setLong(2, now.toEpochMilli());
            copy.setLong(3, now.toEpochMilli());
            copy.setString(4, from.value());
            copy.executeUpdate();
        }
    }

    /** It has one item more, at this position; the title is for one that has none. */
    void touch(ConversationId id, long seq, Instant now, String title) throws SQLException {
        try (PreparedStatement touch = connection.prepareStatement(TOUCH)) {
            bindTouch(touch, 1, seq, now, title, id);
            touch.executeUpdate();
        }
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

    /** A title that came from these words follows them. */
    void rename(ConversationId id, String from, String to) throws SQLException {
        set(id, "title = case when title = ? then ? else title end", from, to);
    }

    void change(ConversationId id, ConversationChange change) throws SQLException {
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
}
