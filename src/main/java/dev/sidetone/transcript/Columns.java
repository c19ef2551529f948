package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Marks;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Between table rows and the model. */
final class Columns {

    static final String CONVERSATION =
            "id, title, workspace, workspace_root, created_at, updated_at, items, last_seq,"
                    + " archived, forked_from, pinned, held, deleted_at, tags";
    static final String ITEM =
            "conversation_id, seq, item_id, call_id, role, kind, text, tool_name, tool_call_id,"
                    + " started_at, start_ms, end_ms, interrupted, heard_ms, citations, language,"
                    + " confidence, device, unheard, edits, links";

    private Columns() {}

    /** The columns of a table that has another name in a query. */
    static String of(String table, String columns) {
        return columns.replaceAll("\\w+", table + ".$0");
    }

    static Conversation conversation(ResultSet row) throws SQLException {
        return new Conversation(
                new ConversationId(row.getString("id")),
                row.getString("title"),
                row.getString("workspace"),
                row.getString("workspace_root"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getLong("items"),
                marks(row),
                Optional.ofNullable(row.getString("forked_from")).map(ConversationId::new));
    }

    private static Marks marks(ResultSet row) throws SQLException {
        return new Marks(
                row.getBoolean("archived"),
                row.getBoolean("pinned"),
                row.getBoolean("held"),
                Optional.ofNullable(longOrNull(row, row.findColumn("deleted_at")))
                        .map(Instant::ofEpochMilli),
                readTags(row.getString("tags")));
    }

    static List<String> readTags(String stored) {
        return Stream.of(stored.split("\n")).filter(tag -> !tag.isEmpty()).toList();
    }

    /** Tags as they are stored: each with a line break before and after it. */
    static String tags(List<String> tags) {
        return tags.isEmpty() ? "" : "\n" + String.join("\n", tags) + "\n";
    }

    static Item item(ResultSet row) throws SQLException {
        return item(row, 1);
    }

    /**
     * By places: a page may have thousands of items.
     *
     * @param first the place of the first of {@link #ITEM}
     */
    static Item item(ResultSet row, int first) throws SQLException {
        return new Item(
                new ConversationId(row.getString(first)),
                row.getLong(first + 1),
                row.getString(first + 2),
                row.getString(first + 3),
                Item.Role.valueOf(row.getString(first + 4).toUpperCase(Locale.ROOT)),
                Item.Kind.valueOf(row.getString(first + 5).toUpperCase(Locale.ROOT)),
                row.getString(first + 6),
                row.getString(first + 7),
                row.getString(first + 8),
                Instant.ofEpochMilli(row.getLong(first + 9)),
                longOrNull(row, first + 10),
                longOrNull(row, first + 11),
                row.getBoolean(first + 12),
                longOrNull(row, first + 13),
                DetailColumns.citations(row.getString(first + 14)),
                DetailColumns.read(row, first + 15));
    }

    static void bind(PreparedStatement insert, int first, Item item) throws SQLException {
        int at = first;
        insert.setString(at++, item.conversation().value());
        insert.setLong(at++, item.seq());
        insert.setString(at++, item.itemId());
        insert.setString(at++, item.callId());
        insert.setString(at++, item.role().name().toLowerCase(Locale.ROOT));
        insert.setString(at++, item.kind().name().toLowerCase(Locale.ROOT));
        insert.setString(at++, item.text());
        insert.setString(at++, item.toolName());
        insert.setString(at++, item.toolCallId());
        insert.setLong(at++, item.startedAt().toEpochMilli());
        setLongOrNull(insert, at++, item.startMs());
        setLongOrNull(insert, at++, item.endMs());
        insert.setBoolean(at++, item.interrupted());
        setLongOrNull(insert, at++, item.heardMs());
        insert.setString(at++, DetailColumns.citations(item.citations()));
        DetailColumns.bind(insert, at, item.details());
    }

    private static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static void setLongOrNull(PreparedStatement to, int index, @Nullable Long value)
            throws SQLException {
        if (value == null) {
            to.setNull(index, Types.BIGINT);
        } else {
            to.setLong(index, value);
        }
    }
}
