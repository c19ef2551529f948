package dev.sidetone.transcript;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Backups of the transcript file, and putting one back. */
final class SqliteCopy {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int BUSY_MILLIS = 5_000;

    private final Path file;

    SqliteCopy(Path file) {
        this.file = file;
    }

    /**
     * Writes everything that is committed to another file, which then is checked and appears under
     * its name whole or not at all. A service that runs is not held up.
     *
     * @return how many items are in it
     */
    long backup(Path to, boolean over) throws IOException, SQLException {
        if (!Files.exists(file)) {
            throw new CopyException("There is nothing to back up: there is no file " + file + ".");
        }
        if (Files.exists(to) && !over) {
            throw new CopyException(
                    "There is a file " + to + " already: give another name, or --force.");
        }
        Path part = Path.of(to.toAbsolutePath() + ".part");
        Files.deleteIfExists(part);
        try {
            ownerOnly(part);
            try (Connection from = open(file);
                    PreparedStatement copy = from.prepareStatement("vacuum into ?")) {
                copy.setString(1, part.toString());
                copy.execute();
            }
            long items = checked(part);
            sync(part);
            Files.move(
                    part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return items;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Puts a backup in the place of the file, which is kept beside it.
     *
     * @return where the file that was there is now; empty when there was none
     */
    Optional<Path> restore(Path from, Instant now) throws IOException, SQLException {
        if (!Files.exists(from)) {
            throw new CopyException("There is no file " + from + ".");
        }
        Path part = Path.of(file + ".restoring");
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.deleteIfExists(part);
            ownerOnly(part);
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
            checked(part);
            sync(part);
            Optional<Path> before = takeAway(now);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return before;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The file that is there gets another name, with its log in it. */
    private Optional<Path> takeAway(Instant now) throws IOException, SQLException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Connection connection = open(file)) {
            // Leaving the log is refused while anybody else has the file open.
            List<String> mode =
                    Queries.rows(connection, "pragma journal_mode = delete", r -> r.getString(1));
            if (!mode.equals(List.of("delete"))) {
                throw open();
            }
        } catch (SQLException e) {
            StoreFailure why = SqliteFile.failureOf(e).orElse(StoreFailure.FAILING);
            if (why == StoreFailure.LOCKED) {
                throw open();
            }
            if (why != StoreFailure.DAMAGED) {
                throw e; // a damaged file is what a backup is put back for
            }
        }
        Path before = Path.of(file + ".before-restore-" + STAMP.format(now));
        for (String part : List.of("-wal", "-shm", "")) {
            Path present = Path.of(file + part);
            if (Files.exists(present)) {
                Files.move(present, Path.of(before + part));
            }
        }
        return Optional.of(before);
    }

    private CopyException open() {
        return new CopyException(
                "The file %s is in use: stop Sidetone, and what else has it open, and try again."
                        .formatted(file));
    }

    /** How many items are in a copy that is whole and of a schema that we know. */
    private static long checked(Path copy) throws SQLException {
        try (Connection connection = open(copy)) {
            List<String> faults =
                    Queries.rows(connection, "pragma integrity_check(1)", r -> r.getString(1));
            if (!faults.equals(List.of("ok"))) {
                throw new CopyException("The copy is damaged: " + faults.getFirst() + ".");
            }
            String newest = "select max(cast(version as real)) from flyway_schema_history";
            double version = Queries.rows(connection, newest, r -> r.getDouble(1)).getFirst();
            if (version > SqliteFile.SCHEMA) {
                throw new CopyException(
                        "The backup is from a newer Sidetone (schema %s, this one knows %s): update first."
                                .formatted(version, SqliteFile.SCHEMA));
            }
            return Queries.rows(connection, "select count(*) from item", r -> r.getLong(1))
                    .getFirst();
        } catch (SQLException e) {
            if (SqliteFile.failureOf(e).equals(Optional.of(StoreFailure.DAMAGED))
                    || String.valueOf(e.getMessage()).contains("no such table")) {
                throw new CopyException("The file is no backup of a transcript, or is damaged.");
            }
            throw e;
        }
    }

    private static Connection open(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    private static void ownerOnly(Path part) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            var mode = PosixFilePermissions.fromString("rw-------");
            Files.createFile(part, PosixFilePermissions.asFileAttribute(mode));
        } else {
            Files.createFile(part);
        }
    }

    private static void sync(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Why nothing was copied, and what to do. */
    static final class CopyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CopyException(String message) {
            super(message);
        }
    }
}
