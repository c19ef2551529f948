package dev.sidetone.retention;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.Seals;
import dev.sidetone.transcript.SideTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was taken out for good, beside the record, in SQL that SQLite and PostgreSQL both
 * understand. Each entry is sealed together with the one before, so that none can be changed or
 * left out without that being seen. Thread-safe; several processes may write.
 */
public final class ErasureLog {

    /** The tables. */
    public static final SideTables.Schema SCHEMA =
            new SideTables.Schema(
                    "flyway_retention",
                    "erasure",
                    "db/retention/",
                    "db/retention/postgresql/",
                    List.of("V1__erasure.sql"));

    private static final String COLUMNS =
            "number, at, why, conversation_id, workspace, begun_at, changed_at, items, seal";
    private static final String INSERT =
            "insert into erasure (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final SideTables tables;

    /** Beside the record that these tables are beside. */
    public ErasureLog(SideTables tables) {
        this.tables = tables;
    }

    /** Adds entries, all or none. */
    public void add(List<Erasure> gone, Instant at) throws SQLException {
        if (gone.isEmpty()) {
            return;
        }
        try (Connection connection = tables.forWriting()) {
            connection.setAutoCommit(false);
            try {
                insert(connection, gone, at);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void insert(Connection connection, List<Erasure> gone, Instant at)
            throws SQLException {
        // In SQLite the transaction alone keeps others out.
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement lock = connection.createStatement()) {
                lock.execute("lock table erasure in share row exclusive mode");
            }
        }
        Optional<Erased> last = last(connection);
        long number = last.map(Erased::number).orElse(0L);
        String seal = last.map(Erased::seal).orElse("");
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Erasure what : gone) {
                seal = seal(++number, at, what, seal);
                bind(insert, new Erased(number, at, what, seal));
                insert.executeUpdate();
            }
        }
    }

    /** All entries, the oldest first. */
    public List<Erased> entries() throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return List.of();
        }
        try (Connection connection = opened.get()) {
            return select(connection, "order by number");
        }
    }

    /**
     * The number of the first entry that is not as it was written, or behind which one is missing;
     * empty when all is well.
     */
    public static Optional<Long> broken(List<Erased> entries) {
        String seal = "";
        long number = 0;
        for (Erased entry : entries) {
            number++;
            if (entry.number() != number
                    || !entry.seal().equals(seal(number, entry.at(), entry.what(), seal))) {
                return Optional.of(number);
            }
            seal = entry.seal();
        }
        return Optional.empty();
    }

    private static Optional<Erased> last(Connection connection) throws SQLException {
        return select(connection, "order by number desc limit 1").stream().findFirst();
    }

    private static List<Erased> select(Connection connection, String order) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select " + COLUMNS + " from erasure " + order);
                ResultSet rows = select.executeQuery()) {
            var entries = new ArrayList<Erased>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    private static void bind(PreparedStatement insert, Erased entry) throws SQLException {
        Erasure what = entry.what();
        insert.setLong(1, entry.number());
        insert.setLong(2, entry.at().toEpochMilli());
        insert.setString(3, what.why().text());
        insert.setString(4, what.conversation().value());
        insert.setString(5, what.workspace());
        insert.setLong(6, what.begunAt().toEpochMilli());
        insert.setLong(7, what.changedAt().toEpochMilli());
        insert.setLong(8, what.items());
        insert.setString(9, entry.seal());
    }

    private static Erased entry(ResultSet row) throws SQLException {
        var what =
                new Erasure(
                        Erasure.Why.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        new ConversationId(row.getString(4)),
                        row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getLong(8));
        return new Erased(
                row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), what, row.getString(9));
    }

    private static String seal(long number, Instant at, Erasure what, String before) {
        return Seals.over(
                before,
                number,
                at.toEpochMilli(),
                what.why().text(),
                what.conversation().value(),
                what.workspace(),
                what.begunAt().toEpochMilli(),
                what.changedAt().toEpochMilli(),
                what.items());
    }
}
