package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Title;
import dev.sidetone.transcript.MoveResult.Moved;
import dev.sidetone.transcript.MoveResult.Refused;
import dev.sidetone.transcript.MoveResult.Why;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves items between conversations, many with one statement, and remembers where they were. Within
 * a transaction of the journal, which has locked both conversations.
 */
record MoveRows(Connection connection) {

    private static final String REMEMBER =
            "insert into moved_item (move_id, item, from_conversation, from_seq, from_item_id)"
                    + " select ?, id, conversation_id, seq, item_id from item"
                    + " where conversation_id = ? and (started_at, seq) >= (?, ?)";

    /** An id that both have becomes another one. */
    private static final String RENAME =
            "update item set item_id = item_id || ? where conversation_id = ? and item_id in"
                    + " (select item_id from item where conversation_id = ?)";

    private static final String MOVE =
            "update item set conversation_id = ?, seq = seq + ?"
                    + " where id in (select item from moved_item where move_id = ?)";
    private static final String MOVE_BACK =
            "update item set conversation_id = m.from_conversation, seq = m.from_seq,"
                    + " item_id = m.from_item_id from moved_item m"
                    + " where m.move_id = ? and item.id = m.item";
    private static final String FIRST_WORDS =
            "select text from item where conversation_id = ? and role = 'user'"
                    + " order by started_at, seq limit 1";
    private static final String COUNT_AGAIN =
            "update conversation set items ="
                    + " (select count(*) from item where conversation_id = conversation.id),"
                    + " last_seq = case when last_seq < (select coalesce(max(seq), 0) from item"
                    + " where conversation_id = conversation.id)"
                    + " then (select max(seq) from item where conversation_id = conversation.id)"
                    + " else last_seq end where id = ?";
    private static final String CHANGED =
            "update conversation set updated_at = case when updated_at < ? then ? else updated_at"
                    + " end, title = case when title = '' then ? else title end where id = ?";

    /** A merge or split that was made. */
    private record Made(ConversationId source, ConversationId target, boolean split) {}

    MoveResult merge(MoveRequest.Merge merge, String id, Instant now) throws SQLException {
        if (merge.source().equals(merge.target())) {
            return new Refused(Why.SAME);
        }
        Optional<Conversation> source = open(merge.source());
        Optional<Conversation> target = open(merge.target());
        if (source.isEmpty() || target.isEmpty()) {
            return new Refused(Why.MISSING);
        }
        if (source.get().marks().held() || target.get().marks().held()) {
            return new Refused(Why.HELD);
        }
        long behind = Queries.lastSeq(connection, merge.target(), "");
        String end = "-" + merge.source().value().substring(24);
        long items = change(REMEMBER, id, merge.source().value(), Long.MIN_VALUE, 0L);
        change(RENAME, end, merge.source().value(), merge.target().value());
        change(MOVE, merge.target().value(), behind, id);
        long at = source.get().updatedAt().toEpochMilli();
        change(CHANGED, at, at, source.get().title(), merge.target().value());
        change(
                "update conversation set deleted_at = ? where id = ?",
                now.toEpochMilli(),
                merge.source().value());
        return done(id, "merge", merge.source(), merge.target(), items, now);
    }

    /** Those at and behind the item; the new conversation is there and empty. */
    MoveResult split(ConversationId source, ConversationId target, Item at, String id, Instant now)
            throws SQLException {
        long started = at.startedAt().toEpochMilli();
        long items = change(REMEMBER, id, source.value(), started, at.seq());
        change(MOVE, target.value(), 0L, id);
        String words =
                Queries.rows(connection, FIRST_WORDS, row -> row.getString(1), target.value())
                        .stream()
                        .findFirst()
                        .orElse("");
        change(
                "update conversation set title = ? where id = ? and title = ''",
                Title.from(words),
                target.value());
        return done(id, "split", source, target, items, now);
    }

    private MoveResult done(
            String id,
            String kind,
            ConversationId source,
            ConversationId target,
            long items,
            Instant now)
            throws SQLException {
        change(
                "insert into move (id, kind, source, target, at) values (?,?,?,?,?)",
                id,
                kind,
                source.value(),
                target.value(),
                now.toEpochMilli());
        change(COUNT_AGAIN, source.value());
        change(COUNT_AGAIN, target.value());
        return new Moved(id, source, target, items);
    }

    /** What is in the way of a split at an item; empty when nothing is. */
    Optional<Why> obstacle(ConversationId source, Optional<Item> at) throws SQLException {
        Optional<Conversation> found = open(source);
        if (found.isEmpty() || at.isEmpty()) {
            return Optional.of(Why.MISSING);
        }
        if (found.get().marks().held()) {
            return Optional.of(Why.HELD);
        }
        boolean first = SpokenOrder.position(connection, source, at.get().seq()).orElse(0) == 0;
        return first ? Optional.of(Why.WHOLE) : Optional.empty();
    }

    /** The conversations that a move is about. */
    List<ConversationId> places(String id) throws SQLException {
        return made(id).map(made -> List.of(made.source(), made.target())).orElse(List.of());
    }

    private Optional<Made> made(String id) throws SQLException {
        return Queries.rows(
                        connection,
                        "select source, target, kind from move where id = ?",
                        row ->
                                new Made(
                                        new ConversationId(row.getString(1)),
                                        new ConversationId(row.getString(2)),
                                        row.getString(3).equals("split")),
                        id)
                .stream()
                .findFirst();
    }

    MoveResult undo(String id) throws SQLException {
        Optional<Made> found = made(id);
        if (found.isEmpty()) {
            return new Refused(Why.GONE);
        }
        Made made = found.get();
        Optional<Conversation> source = Queries.conversation(connection, made.source());
        Optional<Conversation> target = Queries.conversation(connection, made.target());
        if (source.isEmpty() || target.isEmpty() || !complete(id, made)) {
            return new Refused(Why.GONE);
        }
        if (source.get().marks().held() || target.get().marks().held()) {
            return new Refused(Why.HELD);
        }
        long items = change(MOVE_BACK, id);
        change("update conversation set deleted_at = null where id = ?", made.source().value());
        change(COUNT_AGAIN, made.source().value());
        change(COUNT_AGAIN, made.target().value());
        change("delete from moved_item where move_id = ?", id);
        change("delete from move where id = ?", id);
        if (made.split()) {
            change("delete from conversation where id = ? and items = 0", made.target().value());
        }
        return new Moved(id, made.target(), made.source(), items);
    }

    /** Every item is where it was moved to, and its old place is free. */
    private boolean complete(String id, Made made) throws SQLException {
        long moved = number("select count(*) from moved_item where move_id = ?", id);
        long there =
                number(
                        "select count(*) from moved_item m join item i on i.id = m.item"
                                + " where m.move_id = ? and i.conversation_id = ?",
                        id,
                        made.target().value());
        long taken =
                number(
                        "select count(*) from moved_item m join item i"
                                + " on i.conversation_id = m.from_conversation"
                                + " and (i.seq = m.from_seq or i.item_id = m.from_item_id)"
                                + " where m.move_id = ?",
                        id);
        return moved == there && taken == 0;
    }

    private Optional<Conversation> open(ConversationId id) throws SQLException {
        return Queries.conversation(connection, id).filter(c -> !c.deleted());
    }

    private long number(String sql, Object... values) throws SQLException {
        List<Long> found = Queries.rows(connection, sql, row -> row.getLong(1), values);
        return found.getFirst();
    }

    private long change(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
