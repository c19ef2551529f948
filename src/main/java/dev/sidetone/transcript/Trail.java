package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Follows what merges and splits moved. */
record Trail(Connection connection) {

    /**
     * Merges that were undone leave no trace, so that only odd histories are longer, or circles.
     */
    private static final int MOST_STEPS = 32;

    /** An item keeps its number wherever it goes. */
    private static final String ITEM =
            "select i.conversation_id, i.seq from moved_item m join item i on i.id = m.item"
                    + " where m.move_id in (select id from move where source = ?)"
                    + " and m.from_conversation = ? and m.from_seq = ?";

    private static final String MERGED =
            "select target from move where source = ? and kind = 'merge' order by at desc, id desc";

    Optional<MovedTo> of(ConversationId from, long seq) throws SQLException {
        return seq > 0 ? item(from, seq) : conversation(from);
    }

    private Optional<MovedTo> item(ConversationId from, long seq) throws SQLException {
        return Queries.rows(
                        connection,
                        ITEM,
                        row -> new MovedTo(new ConversationId(row.getString(1)), row.getLong(2)),
                        from.value(),
                        from.value(),
                        seq)
                .stream()
                .filter(to -> !to.conversation().equals(from))
                .findFirst();
    }

    private Optional<MovedTo> conversation(ConversationId from) throws SQLException {
        Optional<ConversationId> at = merged(from);
        for (int i = 0; i < MOST_STEPS && at.isPresent(); i++) {
            Optional<ConversationId> next = there(at.get()) ? Optional.empty() : merged(at.get());
            if (next.isEmpty()) {
                break;
            }
            at = next;
        }
        return at.filter(to -> !to.equals(from)).map(to -> new MovedTo(to, 0));
    }

    private boolean there(ConversationId id) throws SQLException {
        return Queries.conversation(connection, id).filter(c -> !c.deleted()).isPresent();
    }

    private Optional<ConversationId> merged(ConversationId from) throws SQLException {
        return Queries.rows(
                        connection,
                        MERGED,
                        row -> new ConversationId(row.getString(1)),
                        from.value())
                .stream()
                .findFirst();
    }
}
