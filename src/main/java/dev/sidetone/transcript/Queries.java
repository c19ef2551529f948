package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is read from the file. */
final class Queries {

    private static final String ITEM = "select " + Columns.ITEM + " from item ";
    private static final String CONVERSATION =
            "select " + Columns.CONVERSATION + " from conversation ";

    /** Columns for {@link #found}. */
    static final String FOUND =
            "i.id as found_id, "
                    + Columns.of("i", Columns.ITEM)
                    + ", "
                    + Columns.of("c", Columns.CONVERSATION);

    private static final String PLACED =
            "select " + FOUND + " from item i join conversation c on c.id = i.conversation_id ";

    private Queries() {}

    static Optional<Conversation> conversation(Connection from, ConversationId id)
            throws SQLException {
        return rows(from, CONVERSATION + "where id = ?", Columns::conversation, id.value()).stream()
                .findFirst();
    }

    /** Those that may go for good. */
    static List<ConversationId> deletedBefore(Connection from, Instant before) throws SQLException {
        return rows(
                from,
                "select id from conversation where deleted_at < ? and held = false",
                row -> new ConversationId(row.getString("id")),
                before.toEpochMilli());
    }

    /** The oldest first; nothing that is gone already, and nothing under legal hold. */
    static List<Item> outputsBefore(
            Connection from,
            Instant before,
            Optional<String> workspace,
            List<String> except,
            int limit)
            throws SQLException {
        var values =
                new ArrayList<Object>(List.of(before.toEpochMilli(), TranscriptStore.FORGOTTEN));
        var sql =
                new StringBuilder("select " + Columns.of("i", Columns.ITEM) + " from item i")
                        .append(" join conversation c on c.id = i.conversation_id")
                        .append(" where i.kind = 'tool_output' and i.started_at < ?")
                        .append(" and i.text <> ? and c.held = false");
        if (workspace.isPresent()) {
            sql.append(" and c.workspace = ?");
            values.add(workspace.get());
        }
        for (String other : except) {
            sql.append(" and c.workspace <> ?");
            values.add(other);
        }
        values.add(limit);
        return rows(
                from,
                sql.append(" order by i.id limit ?").toString(),
                Columns::item,
                values.toArray());
    }

    /** In the query's order, those behind the cursor when there is one. */
    static List<Conversation> list(
            Connection from, ConversationQuery query, Optional<Cursor> after, int limit)
            throws SQLException {
        String column = query.order().column();
        var sql = new StringBuilder(CONVERSATION).append("where " + query.shelf().condition());
        var values = new ArrayList<Object>();
        query.pinned()
                .ifPresent(pinned -> {
                    sql.append(" and pinned = ?");
                    values.add(pinned);
                });
        if (after.isPresent()) {
            sql.append(" and (%s, id) %s (?, ?)".formatted(column, query.ascending() ? ">" : "<"));
            values.add(after.get().time());
            values.add(after.get().id().value());
        }
        if (query.begun()) {
            sql.append(" and items > 0");
        }
        query.workspaces()
                .ifPresent(names -> {
                    sql.append(" and ").append(within("workspace", names));
                    values.addAll(names);
                });
        if (!query.roots().isEmpty()) {
            String places = String.join(",", Collections.nCopies(query.roots().size(), "?"));
            sql.append(" and workspace_root in (" + places + ")");
            values.addAll(query.roots());
        }
        if (!query.words().isEmpty()) {
            sql.append(" and lower(title) like lower(?) escape '\\'");
            values.add(like(query.words()));
        }
        String direction = query.ascending() ? "asc" : "desc";
        sql.append(" order by %1$s %2$s, id %2$s limit ?".formatted(column, direction));
        values.add(limit);
        return rows(from, sql.toString(), Columns::conversation, values.toArray());
    }

    /** A condition with as many parameters as there are names; of no names none is one. */
    static String within(String column, List<String> names) {
        return names.isEmpty()
                ? "1 = 0"
                : column + " in (" + String.join(",", Collections.nCopies(names.size(), "?")) + ")";
    }

    private static String like(String words) {
        return "%" + words.replaceAll("([%_\\\\])", "\\\\$1") + "%";
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

    /** True when a merge or split took it to another conversation. */
    static boolean movedAway(Connection from, ConversationId id, String itemId)
            throws SQLException {
        return !rows(
                        from,
                        "select 1 from moved_item where from_conversation = ? and from_item_id = ?"
                                + " limit 1",
                        row -> row.getInt(1),
                        id.value(),
                        itemId)
                .isEmpty();
    }

    static Optional<Item> itemAt(Connection from, ConversationId id, long seq) throws SQLException {
        return rows(
                        from,
                        ITEM + "where conversation_id = ? and seq = ?",
                        Columns::item,
                        id.value(),
                        seq)
                .stream()
                .findFirst();
    }

    /** Items by their numbers, the smallest first, with their conversations. */
    static List<FoundItem> placedIn(Connection from, String places, List<Long> ids)
            throws SQLException {
        return rows(
                from,
                PLACED + "where i.id in (" + places + ") order by i.id",
                Queries::found,
                ids.toArray());
    }

    /** Those that the index is behind with, the newest first. */
    static List<FoundItem> unindexed(Connection from, int limit) throws SQLException {
        return rows(
                from,
                "select "
                        + FOUND
                        + " from (select id from item_unindexed order by id desc limit ?) u"
                        + " join item i on i.id = u.id"
                        + " join conversation c on c.id = i.conversation_id",
                Queries::found,
                limit);
    }

    static FoundItem found(ResultSet row) throws SQLException {
        return new FoundItem(row.getLong(1), Columns.item(row, 2), Columns.conversation(row));
    }

    static List<Item> items(Connection from, ConversationId id) throws SQLException {
        return rows(
                from,
                ITEM + "where conversation_id = ? order by started_at, seq",
                Columns::item,
                id.value());
    }

    static List<Item> itemsBehind(
            Connection from, ConversationId id, Optional<Item> after, int limit)
            throws SQLException {
        return rows(
                from,
                ITEM
                        + "where conversation_id = ? and (started_at, seq) > (?, ?)"
                        + " order by started_at, seq limit ?",
                Columns::item,
                id.value(),
                after.map(item -> item.startedAt().toEpochMilli()).orElse(Long.MIN_VALUE),
                after.map(Item::seq).orElse(0L),
                limit);
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
    static long lastSeq(Connection from, ConversationId id, String locking) throws SQLException {
        return rows(
                        from,
                        "select last_seq from conversation where id = ?" + locking,
                        row -> row.getLong(1),
                        id.value())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Whether an item has this position. */
    static boolean taken(Connection from, ConversationId id, long seq) throws SQLException {
        String sql = "select 1 from item where conversation_id = ? and seq = ?";
        return !rows(from, sql, row -> row.getInt(1), id.value(), seq).isEmpty();
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> rows(Connection from, String sql, Reader<T> reader, Object... parameters)
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
