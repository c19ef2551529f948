package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A database to measure, empty at first. */
interface Bed extends AutoCloseable {

    String name();

    Database database(Durability durability);

    /** The statement that enters words in the index. */
    String words();

    /** How many items one commit of the fill has: an index of segments grows as it does in use. */
    int piece();

    /** Bytes on disk, and what they are. */
    String sizes(Connection connection) throws SQLException;

    @Override
    void close() throws Exception;

    static Bed file() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("bench/out/transcript"), "file");
        Path path = folder.resolve("sidetone.db");
        return new Bed() {
            @Override
            public String name() {
                return "SQLite file";
            }

            @Override
            public Database database(Durability durability) {
                return new SqliteFile(path, 500, durability, List.of());
            }

            @Override
            public int piece() {
                return 16;
            }

            @Override
            public String words() {
                return SqliteWords.INSERT;
            }

            @Override
            public String sizes(Connection connection) throws SQLException {
                Sql.run(connection, "pragma wal_checkpoint(truncate)");
                long index = size(connection, "name like 'item_words%'");
                long items = size(connection, "name not like 'item_words%'");
                return "%d MB: items %d, words %d".formatted(items + index, items, index);
            }

            private static long size(Connection connection, String what) throws SQLException {
                return Queries.rows(
                                        connection,
                                        "select sum(pgsize) from dbstat where " + what,
                                        row -> row.getLong(1))
                                .getFirst()
                        >> 20;
            }

            @Override
            public void close() throws IOException {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
                }
            }
        };
    }

    static Bed postgres() throws IOException {
        // The tests' server does not wait for the disk; this one does, and has memory as usual.
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("shared_buffers", "1GB")
                        .setServerConfig("max_wal_size", "4GB")
                        .start();
        var url = DatabaseUrl.parse("postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres");
        return new Bed() {
            @Override
            public String name() {
                return "PostgreSQL 14";
            }

            @Override
            public Database database(Durability durability) {
                return new PostgresServer(url, durability);
            }

            @Override
            public int piece() {
                return 2_000;
            }

            @Override
            public String words() {
                return "insert into item_words (id, words) values (?, ?::tsvector)";
            }

            @Override
            public String sizes(Connection connection) throws SQLException {
                long items = size(connection, "item") + size(connection, "conversation");
                long words = size(connection, "item_words");
                return "%d MB: items %d, words %d".formatted(items + words, items, words);
            }

            private static long size(Connection connection, String table) throws SQLException {
                return Queries.rows(
                                        connection,
                                        "select pg_total_relation_size('" + table + "')",
                                        row -> row.getLong(1))
                                .getFirst()
                        >> 20;
            }

            @Override
            public void close() throws IOException {
                server.close();
            }
        };
    }
}
