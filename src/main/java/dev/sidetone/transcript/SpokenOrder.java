package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Places in a conversation by the order of its speech; all but the page itself by the index. */
final class SpokenOrder {

    private static final String POSITION =
            "select (select count(*) from item b where b.conversation_id = i.conversation_id"
                    + " and (b.started_at, b.seq) < (i.started_at, i.seq))"
                    + " from item i where i.conversation_id = ? and i.seq = ?";
    private static final String LANDMARKS =
            "select seq, started_at, call_id, kind, case when kind = 'handoff' then"
                    + " substr(text, 1, "
                    + Landmark.LONGEST
                    + ") else '' end as beginning from item where conversation_id = ?"
                    + " order by started_at, seq";

    private SpokenOrder() {}

    static List<Item> items(Connection from, ConversationId id, long position, int limit)
            throws SQLException {
        return Queries.rows(
                from,
                "select "
                        + Columns.ITEM
                        + " from item where conversation_id = ?"
                        + " order by started_at, seq limit ? offset ?",
                Columns::item,
                id.value(),
                limit,
                position);
    }

    static OptionalLong position(Connection from, ConversationId id, long seq) throws SQLException {
        return Queries.rows(from, POSITION, row -> row.getLong(1), id.value(), seq).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    static List<Landmark> landmarks(Connection from, ConversationId id) throws SQLException {
        return Landmark.among(Queries.rows(from, LANDMARKS, SpokenOrder::landmark, id.value()));
    }

    private static Landmark landmark(ResultSet row) throws SQLException {
        return new Landmark(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Optional.ofNullable(row.getString("call_id")),
                Item.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("beginning"),
                false,
                false);
    }
}
