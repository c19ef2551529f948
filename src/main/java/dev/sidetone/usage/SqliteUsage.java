package dev.sidetone.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The tables of usage in the record's file, which the record makes. Thread-safe. */
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
        return Files.exists(path) ? UsageTables.reading(source) : Optional.empty();
    }

    private synchronized void migrate() throws SQLException {
        Optional<Object> file = identity();
        if (file.isPresent() && file.equals(migrated)) {
            return;
        }
        UsageTables.make(source, Optional.empty());
        migrated = file;
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
