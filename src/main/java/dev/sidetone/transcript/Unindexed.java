package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Items of a transaction that are entered in the index at its end, all at once and in the order of
 * their numbers. One by one they would cost far more: FTS5 writes a piece of its index at every
 * savepoint.
 */
final class Unindexed {

    private static final Logger LOG = Logger.getLogger(Unindexed.class);

    private final List<Consumer<SortedMap<Long, Words.Entry>>> steps = new ArrayList<>();

    void add(Words.Entry entry) {
        steps.add(entries -> entries.put(entry.id(), entry));
    }

    void forget(ConversationId gone) {
        steps.add(entries -> entries.values().removeIf(e -> e.item().conversation().equals(gone)));
    }

    /** How far it is, to come back to when a change is undone. */
    int mark() {
        return steps.size();
    }

    void comeBackTo(int mark) {
        steps.subList(mark, steps.size()).clear();
    }

    /** An item that the index does not take is kept all the same; it is only not found by words. */
    void enter(Connection connection, Database database) throws SQLException {
        var entries = new TreeMap<Long, Words.Entry>();
        steps.forEach(step -> step.accept(entries));
        steps.clear();
        if (entries.isEmpty()) {
            return;
        }
        List<Words.Entry> all = List.copyOf(entries.values());
        if (!entered(connection, database, all)) {
            for (Words.Entry entry : all) {
                if (!entered(connection, database, List.of(entry))) {
                    LOG.errorf("item %s cannot be searched for", entry.item().itemId());
                }
            }
        }
    }

    private static boolean entered(Connection to, Database database, List<Words.Entry> some)
            throws SQLException {
        Sql.run(to, "savepoint words");
        boolean done = false;
        try {
            database.words().put(to, some);
            done = true;
        } catch (SQLException e) {
            if (database.failure(e).isPresent()) {
                throw e;
            }
            Sql.run(to, "rollback to words");
        }
        Sql.run(to, "release words");
        return done;
    }
}
