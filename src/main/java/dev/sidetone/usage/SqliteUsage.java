package dev.sidetone.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The tables of usage in the record's file. The record makes that file and its own tables first: a
 * file that has anything else in it would not be taken for a new one. Thread-safe.
 */
final class SqliteUsage implements SqlUsageStore.Source {

    private static final int BUSY_MILLIS = 5_000;

    private final Path path;
    private final SQLiteDataSource source;
    private Optional<Object> migrated = Optional.empty();

    SqliteUsage(Path path) {
        this.path = path;
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        // what reads first and writes then would be refused when another wrote between
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        this.source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
    }

    /** A connection for each time: the file may be another one than before. */
    @Override
    public Connection forWriting() throws SQLException {
        migrate();
        return source.getConnection();
    }

    @Override
    public Optional<Connection> forReading() throws SQLException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Connection connection = source.getConnection();
        if (has(connection, "usage_entry")) {
            return Optional.of(connection);
        }
        connection.close();
        return Optional.empty();
    }

    private synchronized void migrate() throws SQLException {
        Optional<Object> file = identity();
        if (file.isPresent() && file.equals(migrated)) {
            return;
        }
        try (Connection connection = source.getConnection()) {
            if (!has(connection, "conversation")) {
                throw new SQLException("the record has not made its file yet: " + path);
            }
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .table("flyway_usage")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .resourceProvider(new UsageMigrations())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("the tables of usage cannot be made in " + path, e);
        }
        migrated = file;
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
            return tables.next();
        }
    }

    private Optional<Object> identity() {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
