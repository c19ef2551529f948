package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * Tables that another package keeps beside those of the record, in its file or its database, with a
 * history of their own. The record makes its tables first: a database that has anything else in it
 * would not be taken for a new one. Thread-safe.
 */
public final class SideTables {

    /** Flyway waits for others of its kind by trying again; within a process they take turns. */
    private static final Object MAKING = new Object();

    private static final String POSTGRES_SCHEMA = "sidetone";
    private static final int BUSY_MILLIS = 5_000;
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 10;

    /**
     * What tables these are.
     *
     * @param history the table that says which scripts ran
     * @param table the one whose presence shows that they are made
     * @param sqlite the folder of the scripts for a file, ends in a slash
     * @param postgres the same for a server
     * @param scripts their names, the same for both
     */
    public record Schema(
            String history, String table, String sqlite, String postgres, List<String> scripts) {

        public Schema {
            scripts = List.copyOf(scripts);
        }
    }

    private final Schema schema;
    private final Optional<Path> file;
    private final DataSource source;
    private Optional<Object> made = Optional.empty();

    private SideTables(Schema schema, Optional<Path> file, DataSource source) {
        this.schema = schema;
        this.file = file;
        this.source = source;
    }

    /** Beside the record that a configuration names. */
    public static SideTables of(Configuration configuration, Schema schema) {
        return configuration
                .operations()
                .database()
                .map(Secret::reveal)
                .map(DatabaseUrl::parse)
                .map(url -> inServer(url, schema))
                .orElseGet(() ->
                        inFile(configuration.settings().home().resolve(Transcripts.FILE), schema));
    }

    /** In the record's file. */
    public static SideTables inFile(Path path, Schema schema) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        // what reads first and writes then would be refused when another wrote between
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return new SideTables(schema, Optional.of(path), source);
    }

    /** In the record's PostgreSQL database, in its schema. */
    public static SideTables inServer(DatabaseUrl url, Schema schema) {
        var source = new PGSimpleDataSource();
        source.setUrl(url.jdbc());
        url.user().ifPresent(source::setUser);
        url.password().map(Secret::reveal).ifPresent(source::setPassword);
        source.setCurrentSchema(POSTGRES_SCHEMA);
        source.setApplicationName("sidetone");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        return new SideTables(schema, Optional.empty(), source);
    }

    /** A connection of its own, to tables of the newest schema. */
    public Connection forWriting() throws SQLException {
        makeOnce();
        return source.getConnection();
    }

    /** Makes them where they are missing. */
    void ensure() throws SQLException {
        makeOnce();
    }

    /** Empty when nothing was ever written. */
    public Optional<Connection> forReading() throws SQLException {
        if (file.isPresent() && !Files.exists(file.get())) {
            return Optional.empty();
        }
        Connection connection = source.getConnection();
        boolean there = false;
        try {
            there = has(connection, schema.table());
            return there ? Optional.of(connection) : Optional.empty();
        } finally {
            if (!there) {
                connection.close();
            }
        }
    }

    /** The file may be another one than before; a server stays what it is. */
    private synchronized void makeOnce() throws SQLException {
        Optional<Object> now = file.isPresent() ? identity(file.get()) : Optional.of(schema);
        if (now.isPresent() && now.equals(made)) {
            return;
        }
        synchronized (MAKING) {
            make();
        }
        made = now;
    }

    private void make() throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (!has(connection, "conversation")) {
                throw new SQLException("the record has not made its tables yet");
            }
        }
        boolean server = file.isEmpty();
        var scripts =
                new Migrations(server ? schema.postgres() : schema.sqlite(), schema.scripts());
        try {
            var flyway =
                    Flyway.configure()
                            .dataSource(source)
                            .table(schema.history())
                            .baselineOnMigrate(true)
                            .baselineVersion("0")
                            .resourceProvider(scripts);
            if (server) {
                flyway.schemas(POSTGRES_SCHEMA);
            }
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw new SQLException("the tables of " + schema.table() + " cannot be made", e);
        }
    }

    static boolean has(Connection connection, String table) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), table, null)) {
            return tables.next();
        }
    }

    private static Optional<Object> identity(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
