package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Enters items in the full-text index that wait for it in the table {@code item_unindexed}, into
 * which the database puts whatever is written. Within a transaction; never commits.
 */
record Indexing(Connection connection, Database database) {

    private static final Logger LOG = Logger.getLogger(Indexing.class);

    /** So many at most, the newest first, because they are looked for first. Returns how many. */
    int run(int most) throws SQLException {
        List<Long> ids =
                Queries.rows(
                        connection,
                        "select id from item_unindexed order by id desc limit ?"
                                + database.claiming(),
                        row -> row.getLong(1),
                        most);
        if (ids.isEmpty()) {
            return 0;
        }
        String places = String.join(",", Collections.nCopies(ids.size(), "?"));
        enter(
                Queries.placedIn(connection, places, ids).stream()
                        .map(f -> new Words.Entry(f.id(), f.item(), f.conversation().workspace()))
                        .toList());
        try (PreparedStatement done =
                connection.prepareStatement(
                        "delete from item_unindexed where id in (" + places + ")")) {
            for (int i = 0; i < ids.size(); i++) {
                done.setLong(i + 1, ids.get(i));
            }
            done.executeUpdate();
        }
        return ids.size();
    }

    /** An item that the index does not take is kept all the same; it is only not found by words. */
    private void enter(List<Words.Entry> all) throws SQLException {
        if (all.isEmpty() || entered(all)) {
            return;
        }
        for (Words.Entry entry : all) {
            if (!entered(List.of(entry))) {
                LOG.errorf("item %s cannot be searched for", entry.item().itemId());
            }
        }
    }

    private boolean entered(List<Words.Entry> some) throws SQLException {
        Sql.run(connection, "savepoint words");
        boolean done = false;
        try {
            database.words().put(connection, some);
            done = true;
        } catch (SQLException e) {
            if (database.failure(e).isPresent()) {
                throw e;
            }
            Sql.run(connection, "rollback to words");
        }
        Sql.run(connection, "release words");
        return done;
    }
}
