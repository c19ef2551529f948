package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is read from the file. */
final class Queries {

    private static final String ITEM = "select " + Columns.ITEM + " from item ";
    private static final String CONVERSATION =
            "select " + Columns.CONVERSATION + " from conversation ";

    private Queries() {}

    static Optional<Conversation> conversation(Connection from, ConversationId id)
            throws SQLException {
        return rows(from, CONVERSATION + "where id = ?", Columns::conversation, id.value()).stream()
                .findFirst();
    }

    /** The last changed first; those before the cursor when there is one. */
    static List<Conversation> newest(Connection from, Optional<Cursor> before, int limit)
            throws SQLException {
        String newestFirst = "order by updated_at desc, id desc limit ?";
        if (before.isEmpty()) {
            return rows(from, CONVERSATION + newestFirst, Columns::conversation, limit);
        }
        Cursor c = before.get();
        return rows(
                from,
                CONVERSATION + "where (updated_at, id) < (?, ?) " + newestFirst,
                Columns::conversation,
                c.updatedAt(),
                c.id().value(),
                limit);
    }

    static Optional<Item> item(Connection from, ConversationId id, String itemId)
            throws SQLException {
        return rows(
                        from,
                        ITEM + "where conversation_id = ? and item_id = ?",
                        Columns::item,
                        id.value(),
                        itemId)
                .stream()
                .findFirst();
    }

    static List<Item> items(Connection from, ConversationId id) throws SQLException {
        return rows(
                from,
                ITEM + "where conversation_id = ? order by started_at, seq",
                Columns::item,
                id.value());
    }

    static List<Item> itemsAfter(Connection from, ConversationId id, long seq, int limit)
            throws SQLException {
        return rows(
                from,
                ITEM + "where conversation_id = ? and seq > ? order by seq limit ?",
                Columns::item,
                id.value(),
                seq,
                limit);
    }

    /** The position given last in a conversation; 0 when none was. */
    static long lastSeq(Connection from, ConversationId id) throws SQLException {
        return rows(
                        from,
                        "select last_seq from conversation where id = ?",
                        row -> row.getLong(1),
                        id.value())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(
            Connection from, String sql, Reader<T> reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = from.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet found = query.executeQuery()) {
                var rows = new ArrayList<T>();
                while (found.next()) {
                    rows.add(reader.read(found));
                }
                return rows;
            }
        }
    }
}
