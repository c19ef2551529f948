package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Writes rows of items; the database sees to it that the index hears of them. Never commits. */
final class ItemRows {

    static final String INSERT =
            "insert into item (id, "
                    + Columns.ITEM
                    + ") values (?"
                    + ",?".repeat(Columns.ITEM.split(",").length)
                    + ") on conflict (id) do nothing";
    private static final String INTERRUPT =
            "update item set interrupted = true, heard_ms = ?, text = ?, unheard = ?"
                    + " where conversation_id = ? and item_id = ?";
    private static final String FORGET =
            "update item set text = ?, unheard = null, edits = '[]', device = case when device is"
                    + " null then null else ? end where conversation_id = ? and item_id = ? and"
                    + " not exists (select 1 from conversation where id = ? and"
                    + " held)";
    private static final String EDIT =
            "update item set text = ?, edits = ? where conversation_id = ? and item_id = ?";

    private static final int MOST_TRIES = 100;

    private final Connection connection;
    private final ItemIds ids;

    ItemRows(Connection connection, ItemIds ids) {
        this.connection = connection;
        this.ids = ids;
    }

    /** Writes a new one under a number of its own. */
    void place(Item item) throws SQLException {
        long id = ids.next(item.startedAt());
        for (int tries = 0; !inserted(id, item); tries++) {
            if (tries == MOST_TRIES) {
                throw new SQLException("no number is free for item " + item.itemId());
            }
            id = ids.another();
        }
    }

    /** False when another item has the number. */
    private boolean inserted(long id, Item item) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, id);
            Columns.bind(insert, 2, item);
            return insert.executeUpdate() == 1;
        }
    }

    /** Cuts an item to what was heard of it. */
    void interrupt(ConversationId conversation, String itemId, long heardMs, String text)
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
    }

    /** Writes the words of an item that was put right, and those before. */
    void edit(Item edited) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(EDIT)) {
            update.setString(1, edited.text());
            update.setString(2, DetailColumns.edits(edited.details()));
            update.setString(3, edited.conversation().value());
            update.setString(4, edited.itemId());
            update.executeUpdate();
        }
    }

    /** False when there is none, or it is under legal hold. */
    boolean forget(ConversationId conversation, String itemId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FORGET)) {
            update.setString(1, TranscriptStore.FORGOTTEN);
            update.setString(2, TranscriptStore.UNNAMED);
            update.setString(3, conversation.value());
            update.setString(4, itemId);
            update.setString(5, conversation.value());
            return update.executeUpdate() > 0;
        }
    }
}
