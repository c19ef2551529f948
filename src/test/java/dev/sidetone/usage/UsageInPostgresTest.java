package dev.sidetone.usage;

import dev.sidetone.transcript.DatabaseUrl;
import dev.sidetone.transcript.SideTables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The same as in a file, against a real server. */
class UsageInPostgresTest extends UsageLedgerTest {

    private static EmbeddedPostgres server;
    private static int databases;
    private String database = "";

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void create() throws SQLException {
        database = "usage_" + ++databases;
        run("postgres", "create database " + database);
    }

    private static void run(String where, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", where).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    void record() throws SQLException {
        run(database, "create schema if not exists sidetone");
        run(database, "create table if not exists sidetone.conversation (id text)");
    }

    @Override
    UsageStore store() {
        String url =
                "postgres://postgres:not-checked@127.0.0.1:%d/%s"
                        .formatted(server.getPort(), database);
        return new SqlUsageStore(
                SideTables.inServer(DatabaseUrl.parse(url), SqlUsageStore.SCHEMA), ZoneOffset.UTC);
    }
}
