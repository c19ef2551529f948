package dev.sidetone.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.Seals;
import dev.sidetone.transcript.SideTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who read what is another's, beside the record, in SQL that SQLite and PostgreSQL both understand.
 * Only ever added to; each entry is sealed together with the one before. Thread-safe; several
 * processes may write.
 */
public final class ReadLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final String COLUMNS =
            "number, at, reader, conversation_id, kind, owners, seal, item_id";
    private static final String INSERT =
            "insert into access_read (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SAME =
            "reader = ? and conversation_id = ? and kind = ? and at >= ? and at < ?";

    private final SideTables tables;

    /** Beside the record that these tables are beside. */
    public ReadLog(SideTables tables) {
        this.tables = tables;
    }

    /** What somebody read, and whose it is. */
    record Seen(ConversationId conversation, List<String> owners) {}

    /** Writes it down, all or nothing; what was in this hour already is not written again. */
    void add(String reader, ReadKind kind, List<Seen> all, Instant at) throws SQLException {
        write(connection -> {
            for (Seen seen : all) {
                if (!has(connection, reader, seen.conversation(), kind, at)) {
                    insert(connection, reader, seen, kind, "", at);
                }
            }
        });
    }

    /** Writes down that somebody saw what was taken out of an item, each time. */
    void reveal(String reader, Seen seen, String itemId, Instant at) throws SQLException {
        write(connection -> insert(connection, reader, seen, ReadKind.REVEAL, itemId, at));
    }

    @FunctionalInterface
    private interface Writing {
        void to(Connection connection) throws SQLException;
    }

    private void write(Writing writing) throws SQLException {
        try (Connection connection = tables.forWriting()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                writing.to(connection);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** In SQLite the transaction alone keeps others out. */
    private static void lock(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement lock = connection.createStatement()) {
                lock.execute("lock table access_read in share row exclusive mode");
            }
        }
    }

    private static boolean has(
            Connection connection, String reader, ConversationId what, ReadKind kind, Instant at)
            throws SQLException {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        return !select(
                        connection,
                        "where " + SAME,
                        reader,
                        what.value(),
                        kind.text(),
                        hour.toEpochMilli(),
                        hour.plus(1, ChronoUnit.HOURS).toEpochMilli())
                .isEmpty();
    }

    private static void insert(
            Connection connection,
            String reader,
            Seen seen,
            ReadKind kind,
            String itemId,
            Instant at)
            throws SQLException {
        Optional<Read> last =
                select(connection, "order by number desc limit 1").stream().findFirst();
        long number = last.map(Read::number).orElse(0L) + 1;
        var unsealed =
                new Read(
                        number,
                        at.truncatedTo(ChronoUnit.MILLIS),
                        reader,
                        seen.conversation(),
                        kind,
                        itemId,
                        seen.owners(),
                        "");
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, number);
            insert.setLong(2, at.toEpochMilli());
            insert.setString(3, reader);
            insert.setString(4, seen.conversation().value());
            insert.setString(5, kind.text());
            insert.setString(6, json(seen.owners()));
            insert.setString(7, seal(unsealed, last.map(Read::seal).orElse("")));
            insert.setString(8, itemId);
            insert.executeUpdate();
        }
    }

    /** All entries, the oldest first. */
    public List<Read> entries() throws SQLException {
        return read("order by number");
    }

    /**
     * Entries, the newest first.
     *
     * @param below only those with a smaller number
     * @param limit how many at most
     */
    public List<Read> newest(long below, int limit) throws SQLException {
        return read("where number < ? order by number desc limit ?", below, limit);
    }

    private List<Read> read(String where, Object... values) throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return List.of();
        }
        opened.get().close();
        try (Connection connection = tables.forWriting()) { // brings older tables up
            return select(connection, where, values);
        }
    }

    /**
     * The number of the first entry that is not as it was written, or behind which one is missing;
     * empty when all is well.
     */
    public static Optional<Long> broken(List<Read> entries) {
        String seal = "";
        long number = 0;
        for (Read entry : entries) {
            number++;
            if (entry.number() != number || !entry.seal().equals(seal(entry, seal))) {
                return Optional.of(number);
            }
            seal = entry.seal();
        }
        return Optional.empty();
    }

    /** An entry about no item is sealed as it was before there were such about one. */
    private static String seal(Read entry, String before) {
        var parts =
                new ArrayList<Object>(
                        List.of(
                                entry.number(),
                                entry.at().toEpochMilli(),
                                entry.reader(),
                                entry.conversation(),
                                entry.kind().text(),
                                json(entry.owners())));
        if (!entry.itemId().isEmpty()) {
            parts.add(json(List.of(entry.itemId())));
        }
        return Seals.over(before, parts.toArray());
    }

    private static List<Read> select(Connection connection, String where, Object... values)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select " + COLUMNS + " from access_read " + where)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                var entries = new ArrayList<Read>();
                while (rows.next()) {
                    entries.add(entry(rows));
                }
                return entries;
            }
        }
    }

    private static Read entry(ResultSet row) throws SQLException {
        return new Read(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                new ConversationId(row.getString(4)),
                ReadKind.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                row.getString(8),
                names(row.getString(6)),
                row.getString(7));
    }

    private static String json(List<String> names) {
        try {
            return JSON.writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of texts can always be written", e);
        }
    }

    private static List<String> names(String json) throws SQLException {
        try {
            return JSON.readValue(json, NAMES);
        } catch (JsonProcessingException e) {
            throw new SQLException("the owners of an entry cannot be read", e);
        }
    }
}
