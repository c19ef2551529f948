package dev.sidetone.usage;

import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whose name stands with what calls used, in SQL that SQLite and PostgreSQL both understand. What
 * was used stays as it is, so that every sum stays exact. Thread-safe.
 */
public final class UsageNames {

    /** The tables. */
    public static final SideTables.Schema SCHEMA = SqlUsageStore.SCHEMA;

    /** Calls may have been moved to another conversation than they are booked to. */
    private static final String THEIRS =
            " where person = ? and conversation_id not in (select id from conversation where held)"
                    + " and call_id not in (select i.call_id from item i join conversation c on"
                    + " c.id = i.conversation_id where c.held and i.call_id is not null)";

    private final SideTables tables;

    /** Beside the record that these tables are beside. */
    public UsageNames(SideTables tables) {
        this.tables = tables;
    }

    /** How many entries outside legal hold have this name. */
    public long count(String person) throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return 0;
        }
        try (Connection connection = opened.get();
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from usage_entry" + THEIRS)) {
            count.setString(1, person);
            try (ResultSet row = count.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /**
     * Puts {@value TranscriptStore#UNNAMED} in the place of this name, except under legal hold.
     *
     * @return in how many entries
     */
    public long remove(String person) throws SQLException {
        if (count(person) == 0) {
            return 0;
        }
        try (Connection connection = tables.forWriting();
                PreparedStatement update =
                        connection.prepareStatement("update usage_entry set person = ?" + THEIRS)) {
            update.setString(1, TranscriptStore.UNNAMED);
            update.setString(2, person);
            return update.executeUpdate();
        }
    }
}
