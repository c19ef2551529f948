package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import dev.sidetone.config.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/**
 * The transcript in a PostgreSQL database, in a schema of its own. Several processes may use it at
 * once.
 */
final class PostgresServer implements Database {

    static final String SCHEMA = "sidetone";

    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 10;
    private static final int READERS = 8;
    static final Migrations MIGRATIONS =
            new Migrations(
                    "db/transcript/postgresql/",
                    List.of(
                            "V1__transcript.sql",
                            "V2__rare_words.sql",
                            "V3__item_details.sql",
                            "V4__moves_and_saved_searches.sql",
                            "V5__words_behind.sql"));

    private final DatabaseUrl url;
    private final Durability durability;
    private final List<SideTables.Schema> beside;
    private final Words words = new PostgresWords();

    PostgresServer(DatabaseUrl url, Durability durability) {
        this(url, durability, List.of());
    }

    /**
     * @param beside the writer's tables beside those of the record
     */
    PostgresServer(DatabaseUrl url, Durability durability, List<SideTables.Schema> beside) {
        this.beside = List.copyOf(beside);
        this.url = url;
        this.durability = durability;
    }

    @Override
    public String name() {
        return url.name();
    }

    @Override
    public Connection openForWriting() throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(source(0))
                    .resourceProvider(MIGRATIONS)
                    .validateMigrationNaming(true)
                    .schemas(SCHEMA)
                    .createSchemas(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw StoreFailure.sql(e);
        }
        for (SideTables.Schema schema : beside) {
            SideTables.inServer(url, schema).ensure();
        }
        return openAnother();
    }

    @Override
    public Connection openAnother() throws SQLException {
        String commits = durability == Durability.CRASH ? "off" : "on";
        return open("set lock_timeout = '2s'; set synchronous_commit = " + commits);
    }

    @Override
    public Connection openForReading() throws SQLException {
        return open("set default_transaction_read_only = on");
    }

    /** A plan is made for the words in hand: how common they are decides. */
    private Connection open(String setting) throws SQLException {
        Connection connection = source(ANSWER_SECONDS).getConnection();
        try {
            Sql.run(connection, "set plan_cache_mode = force_custom_plan");
            Sql.run(connection, "set jit = off");
            Sql.run(connection, setting);
            return connection;
        } catch (SQLException e) {
            Reads.closeQuietly(connection);
            throw e;
        }
    }

    private PGSimpleDataSource source(int answerSeconds) {
        var source = new PGSimpleDataSource();
        source.setUrl(url.jdbc());
        url.user().ifPresent(source::setUser);
        url.password().map(Secret::reveal).ifPresent(source::setPassword);
        source.setCurrentSchema(SCHEMA);
        source.setApplicationName("sidetone");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(answerSeconds);
        source.setTcpKeepAlive(true);
        return source;
    }

    /** The server sees to it by itself. */
    @Override
    public void upkeep() {}

    /** A server has means of its own. */
    @Override
    public Optional<String> examine() {
        return Optional.empty();
    }

    @Override
    public int writers() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public String begin() {
        return "begin";
    }

    @Override
    public String locking() {
        return " for update";
    }

    @Override
    public String claiming() {
        return " for update skip locked";
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public Optional<Object> identity() {
        return Optional.of(name());
    }

    @Override
    public Optional<StoreFailure> failure(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof PSQLException e) {
                return StoreFailure.ofState(Optional.ofNullable(e.getSQLState()).orElse(""));
            }
        }
        return Optional.empty();
    }

    @Override
    public StoreFailure unknown() {
        return StoreFailure.SERVER_FAILING;
    }

    @Override
    public StoreFailure unopened() {
        return StoreFailure.SERVER_FAILING;
    }

    /**
     * Three times {@code wal_writer_delay}, after which the server has brought it to the disk, and
     * as much again.
     */
    @Override
    public Duration unsettledFor() {
        return durability == Durability.CRASH ? Duration.ofMillis(1_200) : Duration.ZERO;
    }

    /**
     * Two waited for each other's rows, and the server chose one to give way, or one waited for as
     * long as a writer may.
     */
    @Override
    public boolean passes(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.equals("40P01") || state.equals("40001") || state.equals("55P03");
    }

    @Override
    public Optional<Path> setAside(Instant now) {
        return Optional.empty();
    }
}
