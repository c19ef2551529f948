package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The step of the schema between {@code V3} and {@code V3_2}: gives the items that are there their
 * numbers and enters them in the index, which SQL cannot do. The columns are those of that time.
 */
final class OldItems implements JavaMigration {

    private static final String COLUMNS =
            "conversation_id, seq, item_id, call_id, role, kind, text, tool_name, tool_call_id,"
                    + " started_at, start_ms, end_ms, interrupted, heard_ms, citations";
    private static final String OLD =
            "select i.rowid as place, i.*, c.workspace from item i"
                    + " join conversation c on c.id = i.conversation_id"
                    + " order by i.started_at, i.conversation_id, i.seq";
    private static final String COPY =
            "insert into item_3 (id, "
                    + COLUMNS
                    + ") select ?, "
                    + COLUMNS
                    + " from item"
                    + " where rowid = ?";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3.1");
    }

    @Override
    public String getDescription() {
        return "index the items";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection file = context.getConnection();
        try (Statement query = file.createStatement();
                ResultSet row = query.executeQuery(OLD);
                PreparedStatement copy = file.prepareStatement(COPY);
                PreparedStatement words = file.prepareStatement(SqliteWords.INSERT)) {
            long id = Long.MIN_VALUE;
            while (row.next()) {
                Instant startedAt = Instant.ofEpochMilli(row.getLong("started_at"));
                id = Math.max(id + 1, ItemIds.first(startedAt));
                copy.setLong(1, id);
                copy.setLong(2, row.getLong("place"));
                copy.executeUpdate();
                SqliteWords.bind(words, id, row.getString("text"), marks(row));
                words.executeUpdate();
            }
        }
    }

    private static List<String> marks(ResultSet row) throws SQLException {
        return SearchMarks.of(
                Item.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                Item.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new ConversationId(row.getString("conversation_id")),
                row.getString("workspace"),
                Optional.ofNullable(row.getString("call_id")),
                !row.getString("citations").equals("[]"),
                row.getBoolean("interrupted"));
    }
}
