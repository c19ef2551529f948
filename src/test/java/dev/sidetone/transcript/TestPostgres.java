package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server for all tests of this JVM, and a database of its own for each. */
final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /**
     * Started when it is used: a process that only opens a URL has none, and leaves none behind.
     */
    private static final class Running {
        static final EmbeddedPostgres SERVER = start();
    }

    private TestPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setConnectConfig("connectTimeout", "5").start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No PostgreSQL server starts here. It does not run as root: install util-linux,"
                            + " or run the tests as another user.",
                    e);
        }
    }

    static int port() {
        return Running.SERVER.getPort();
    }

    /** The name of a new, empty database. */
    static String database() {
        String name = "test_" + DATABASES.incrementAndGet();
        run("create database " + name);
        return name;
    }

    static void run(String sql) {
        try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect(String database) throws SQLException {
        return Running.SERVER.getDatabase("postgres", database).getConnection();
    }

    static String url(int port, String database) {
        return "postgres://postgres:not-checked@127.0.0.1:%d/%s".formatted(port, database);
    }

    static SqlTranscriptStore open(String database, Clock clock) {
        return open(url(port(), database), clock, new Random(7));
    }

    static SqlTranscriptStore open(String url, Clock clock, Random random) {
        return new SqlTranscriptStore(
                new PostgresServer(DatabaseUrl.parse(url), Durability.CRASH), clock, random);
    }
}
