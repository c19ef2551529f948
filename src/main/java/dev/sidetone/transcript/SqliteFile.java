package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The transcript file: how it is opened, brought up to its schema and, when it is damaged, set
 * aside.
 *
 * <p>A commit goes to the log in the memory of the operating system, which outlives the process,
 * and within a second to the disk; with {@link Durability#POWER_CUT} it waits for the disk. Changes
 * that arrive together share one commit.
 */
final class SqliteFile implements Database {

    /** Larger files are read in full when the service runs already. */
    private static final long CHECKED_UP_TO_BYTES = 64L << 20;

    /** The newest version of the schema. */
    static final double SCHEMA = 7;

    private static final Logger LOG = Logger.getLogger(SqliteFile.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** So much, 64 MB, comes together in busy times before the log begins anew. */
    private static final int LONG_LOG_PAGES = 16_384;

    /** A log that nobody else could begin anew for so long: a commit has to. */
    private static final int LONGEST_LOG_PAGES = 65_536;

    /** A writer waits for as long as that at most, because somebody still reads the log. */
    private static final int RENEWAL_WAITS_MS = 20;

    static final Migrations MIGRATIONS =
            new Migrations(
                    "db/transcript/",
                    List.of(
                            "V1__conversations_and_items.sql",
                            "V2__archive_and_forks.sql",
                            "V3__search.sql",
                            "V3_2__search.sql",
                            "V4__marks.sql",
                            "V5__item_details.sql",
                            "V6__moves_and_saved_searches.sql",
                            "V7__words_behind.sql"));

    private final Words words = new SqliteWords();
    private final Path path;
    private final int busyMillis;
    private final Durability durability;
    private final List<String> pragmas;
    private final long checkedUpTo;
    private final List<SideTables.Schema> beside;

    /**
     * @param busyMillis how long one change waits for another program's lock
     * @param pragmas statements for every new connection
     */
    SqliteFile(Path path, int busyMillis, Durability durability, List<String> pragmas) {
        this(path, busyMillis, durability, pragmas, List.of());
    }

    /**
     * @param beside the writer's tables beside those of the record
     */
    SqliteFile(
            Path path,
            int busyMillis,
            Durability durability,
            List<String> pragmas,
            List<SideTables.Schema> beside) {
        this(path, busyMillis, durability, pragmas, beside, CHECKED_UP_TO_BYTES);
    }

    /**
     * @param checkedUpTo bytes; a larger file is not checked before it is used, but while it is
     */
    SqliteFile(
            Path path,
            int busyMillis,
            Durability durability,
            List<String> pragmas,
            List<SideTables.Schema> beside,
            long checkedUpTo) {
        this.path = path;
        this.busyMillis = busyMillis;
        this.durability = durability;
        this.pragmas = List.copyOf(pragmas);
        this.beside = List.copyOf(beside);
        this.checkedUpTo = checkedUpTo;
    }

    @Override
    public String name() {
        return path.toString();
    }

    /**
     * Takes the log into the file, which holds up nobody, as it would in a commit. Where somebody
     * reads what was there before, the end of the log stays in it and goes to the disk. While
     * somebody writes there is always an end, so that a long log is begun anew with the writer kept
     * out for the moment that its end takes.
     */
    @Override
    public void upkeep() throws SQLException, IOException {
        Path log = Path.of(path + "-wal");
        if (!Files.exists(path) || !Files.exists(log)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE);
                Connection connection = source().getConnection()) {
            channel.force(false);
            if (takenIn(connection, "passive") >= LONG_LOG_PAGES) {
                Sql.run(connection, "pragma busy_timeout = " + RENEWAL_WAITS_MS);
                long _ = takenIn(connection, "full");
            }
        } catch (NoSuchFileException _) {
            // The log was taken into the file.
        }
    }

    /** How many pages the log has. */
    private static long takenIn(Connection connection, String how) throws SQLException {
        return Queries.rows(
                        connection, "pragma wal_checkpoint(" + how + ")", row -> row.getLong("log"))
                .getFirst();
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public int readers() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String begin() {
        return "begin immediate";
    }

    /** Nobody else writes before the end of a transaction that writes. */
    @Override
    public String locking() {
        return "";
    }

    @Override
    public String claiming() {
        return "";
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public Optional<StoreFailure> failure(Throwable thrown) {
        return failureOf(thrown);
    }

    static Optional<StoreFailure> failureOf(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException e) {
                return StoreFailure.of(e.getResultCode());
            }
        }
        return Optional.empty();
    }

    @Override
    public StoreFailure unknown() {
        return StoreFailure.FAILING;
    }

    @Override
    public StoreFailure unopened() {
        return StoreFailure.UNWRITABLE;
    }

    /** It ends with this process, which leaves what it committed to the operating system. */
    @Override
    public Duration unsettledFor() {
        return Duration.ZERO;
    }

    @Override
    public boolean passes(SQLException failure) {
        return false;
    }

    /** To a file that is sound and has the newest schema. */
    @Override
    public Connection openForWriting() throws SQLException {
        makeFolder();
        boolean sound = check();
        try {
            Flyway.configure()
                    .dataSource(source())
                    .resourceProvider(MIGRATIONS)
                    .javaMigrations(new OldItems())
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw StoreFailure.sql(e);
        }
        for (SideTables.Schema schema : beside) {
            SideTables.inFile(path, schema).ensure();
        }
        Connection connection = openAnother();
        if (!sound) {
            mend(connection);
        }
        return connection;
    }

    @Override
    public Connection openAnother() throws SQLException {
        Connection connection = open();
        Sql.run(connection, "pragma wal_autocheckpoint = " + LONGEST_LOG_PAGES);
        return connection;
    }

    @Override
    public Connection openForReading() throws SQLException {
        if (!Files.exists(path)) {
            throw new SQLException("no file " + path);
        }
        Connection connection = open();
        Sql.run(connection, "pragma query_only = on");
        return connection;
    }

    @Override
    public Optional<Object> identity() {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Moves the file and its log aside, under a name that tells when, and returns that. */
    @Override
    public Optional<Path> setAside(Instant now) throws IOException {
        Path aside = unused(path + ".damaged-" + STAMP.format(now));
        for (String part : List.of("-wal", "-shm", "")) {
            Path from = Path.of(path + part);
            if (Files.exists(from)) {
                Files.move(from, Path.of(aside + part));
            }
        }
        return Optional.of(aside);
    }

    private static Path unused(String name) {
        Path candidate = Path.of(name);
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = Path.of(name + "-" + i);
        }
        return candidate;
    }

    private void makeFolder() throws SQLException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                var ownerOnly = PosixFilePermissions.fromString("rwx------");
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            var failure =
                    new SQLiteException(
                            "cannot make the folder " + folder, SQLiteErrorCode.SQLITE_CANTOPEN);
            failure.initCause(e);
            throw failure;
        }
    }

    /** False when only the index is damaged, which can be made anew. */
    private boolean check() throws SQLException {
        if (!Files.exists(path) || large()) {
            return true;
        }
        Optional<String> fault = fault();
        if (fault.isPresent() && !SqliteRepair.mends(fault.get())) {
            throw new SQLiteException(fault.get(), SQLiteErrorCode.SQLITE_CORRUPT);
        }
        return fault.isEmpty();
    }

    private boolean large() {
        return path.toFile().length() > checkedUpTo;
    }

    /** The first that there is; reads the whole file. */
    private Optional<String> fault() throws SQLException {
        try (Connection connection = open()) {
            return Queries.rows(connection, "pragma quick_check(1)", row -> row.getString(1))
                    .stream()
                    .filter(found -> !found.equals("ok"))
                    .findFirst();
        }
    }

    private void mend(Connection connection) throws SQLException {
        LOG.warnf("The search index of %s was damaged. It is made anew; no item is lost.", path);
        new SqliteRepair(connection).run();
    }

    /** What was too large for that at the start is read in full; a damaged index is mended. */
    @Override
    public Optional<String> examine() throws SQLException {
        if (!Files.exists(path) || !large()) {
            return Optional.empty();
        }
        Optional<String> fault = fault();
        if (fault.isPresent() && SqliteRepair.mends(fault.get())) {
            try (Connection connection = open()) {
                mend(connection);
            }
            return Optional.empty();
        }
        return fault;
    }

    private Connection open() throws SQLException {
        Connection connection = source().getConnection();
        try {
            for (String pragma : pragmas) {
                Sql.run(connection, pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private SQLiteDataSource source() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                durability == Durability.CRASH
                        ? SQLiteConfig.SynchronousMode.NORMAL
                        : SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(busyMillis);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }
}
