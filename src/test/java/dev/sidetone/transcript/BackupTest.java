package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.Configuration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackupTest {

    @TempDir private Path home;
    @TempDir private Path elsewhere;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void home() {
        System.setProperty("sidetone.home", home.toString());
    }

    @AfterEach
    void noHome() {
        System.clearProperty("sidetone.home");
        System.clearProperty("database.url");
    }

    private int backup(String... args) {
        return run(new BackupCommand(Configuration::load), args);
    }

    private int restore(Path file) {
        var clock = InstantSource.fixed(Stores.NOON);
        return run(new RestoreCommand(Configuration::load, clock), file.toString());
    }

    private int run(Object command, String... args) {
        said.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(args);
    }

    @Test
    void whatIsBackedUpWhileItIsWrittenIsBackWholeAfterALoss() throws Exception {
        Path copy = elsewhere.resolve("copy.db");
        ConversationId id;
        Item first;
        try (var store = Stores.open(home)) {
            id = store.create("w", home).id();
            first = store.append(said(id, "first", "the sessionManager"));
            var over = new AtomicBoolean();
            Thread writer =
                    Thread.startVirtualThread(() -> {
                        for (int i = 0; !over.get(); i++) {
                            store.append(said(id, "more" + i, "word"));
                        }
                    });
            assertThat(backup(copy.toString())).as(said::toString).isZero();
            over.set(true);
            writer.join();
            store.append(said(id, "later", "not in the copy"));
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }

        assertThat(restore(copy)).as(said::toString).isZero();

        assertThat(said.toString()).contains("before-restore-20260501T120000Z");
        assertThat(home.resolve("sidetone.db.before-restore-20260501T120000Z")).exists();
        try (var store = Stores.open(home)) {
            assertThat(store.items(id))
                    .contains(first)
                    .extracting(Item::itemId)
                    .doesNotContain("later");
            var terms = SearchContract.terms("session manager");
            assertThat(store.search(SearchQuery.newest(terms, 5)).hits()).hasSize(1);
            assertThat(store.append(said(id, "go on", "word")).seq()).isGreaterThan(1);
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsThereIsNotWrittenOverUnasked() throws IOException {
        Path copy = Files.writeString(elsewhere.resolve("notes"), "dear diary");
        try (var store = Stores.open(home)) {
            store.create("w", home);

            assertThat(backup(copy.toString())).isEqualTo(1);
            assertThat(said.toString()).contains("--force");
            assertThat(copy).hasContent("dear diary");
            assertThat(backup("--force", copy.toString())).isZero();
        }
    }

    @Test
    void withoutAnythingThereIsNothingToBackUp() {
        assertThat(backup(elsewhere.resolve("copy.db").toString())).isEqualTo(1);
        assertThat(said.toString()).contains("nothing to back up", "sidetone.db");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void nothingIsRestoredUnderARunningService() {
        Path copy = elsewhere.resolve("copy.db");
        try (var store = Stores.open(home)) {
            ConversationId id = store.create("w", home).id();
            assertThat(backup(copy.toString())).isZero();

            assertThat(restore(copy)).isEqualTo(1);

            assertThat(said.toString()).contains("in use", "stop Sidetone");
            Item item = store.append(said(id, "a", "word"));
            assertThat(store.items(id)).containsExactly(item);
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }
        assertThat(home.resolve("sidetone.db.restoring")).doesNotExist();
    }

    @Test
    void whatIsNoBackupIsRefusedAndChangesNothing() throws Exception {
        try (var store = Stores.open(home)) {
            store.create("w", home);
        }
        Path notes = Files.writeString(elsewhere.resolve("notes"), "dear diary".repeat(1000));
        Path other = elsewhere.resolve("other.db");
        execute(other, "create table cats (name text)");
        Path newer = elsewhere.resolve("newer.db");
        Files.copy(home.resolve("sidetone.db"), newer);
        execute(newer, "update flyway_schema_history set version = '99' where version = '6'");
        byte[] before = Files.readAllBytes(home.resolve("sidetone.db"));

        assertThat(restore(notes)).isEqualTo(1);
        assertThat(said.toString()).contains("no backup");
        assertThat(restore(other)).isEqualTo(1);
        assertThat(said.toString()).contains("no backup");
        assertThat(restore(newer)).isEqualTo(1);
        assertThat(said.toString()).contains("newer Sidetone");
        assertThat(restore(elsewhere.resolve("none"))).isEqualTo(1);
        assertThat(home.resolve("sidetone.db")).hasBinaryContent(before);
    }

    @Test
    void aDamagedFileGivesWayToABackup() throws Exception {
        Path copy = elsewhere.resolve("copy.db");
        ConversationId id;
        try (var store = Stores.open(home)) {
            id = store.create("w", home).id();
            assertThat(backup(copy.toString())).isZero();
        }
        Files.writeString(home.resolve("sidetone.db"), "scrambled".repeat(1000));

        assertThat(restore(copy)).as(said::toString).isZero();
        try (var store = Stores.open(home)) {
            assertThat(store.find(id)).isPresent();
        }
    }

    @Test
    void whereAServerKeepsThemItsOwnToolsAreNamed() {
        System.setProperty("database.url", "postgres://me:canary@localhost/talks");

        assertThat(backup(elsewhere.resolve("copy.sql").toString())).isEqualTo(1);
        assertThat(said.toString()).contains("pg_dump").doesNotContain("canary");
    }

    @Test
    void anIndexThatIsDamagedIsMadeAnewAtTheStartAndNoItemIsLost() throws Exception {
        ConversationId id = twoItems();
        execute(home.resolve("sidetone.db"), "delete from item_words_data where id > 10");

        try (var store = Stores.open(home)) {
            assertThat(store.items(id)).hasSize(2);
            var terms = SearchContract.terms("session manager");
            assertThat(store.search(SearchQuery.newest(terms, 5)).hits()).hasSize(1);
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }
    }

    @Test
    void theDamagedIndexOfALargeFileIsMadeAnewWhileItIsUsed() throws Exception {
        ConversationId id = twoItems();
        execute(home.resolve("sidetone.db"), "delete from item_words_data where id > 10");

        try (var store = Stores.openLarge(home)) {
            var terms = SearchContract.terms("session manager");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> store.search(SearchQuery.newest(terms, 5)).hits().size() == 1);
            assertThat(store.items(id)).hasSize(2);
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }
    }

    @Test
    void otherDamageInALargeFileIsToldAndTheFileGoesOnBeingUsed() throws Exception {
        ConversationId id = twoItems();
        scramble(home.resolve("sidetone.db"), "saved_search");

        try (var store = Stores.openLarge(home)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> store.health().state() == StoreHealth.State.RECOVERED);
            assertThat(store.health().text())
                    .contains("has damage", "still in use", "sidetone restore");
            assertThat(store.append(said(id, "c", "more")).seq()).isEqualTo(3);
        }
    }

    private ConversationId twoItems() {
        try (var store = Stores.open(home)) {
            ConversationId id = store.create("w", home).id();
            store.append(said(id, "a", "the sessionManager"));
            store.append(said(id, "b", "the word"));
            return id;
        }
    }

    /** The first page of a table. */
    private static void scramble(Path file, String table) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement find = connection.createStatement();
                ResultSet row =
                        find.executeQuery(
                                "select rootpage, page_size from sqlite_schema, pragma_page_size"
                                        + " where name = '%s'".formatted(table));
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = row.getLong(2);
            var noise = new byte[(int) size];
            Arrays.fill(noise, (byte) 0xfe);
            channel.write(ByteBuffer.wrap(noise), (row.getLong(1) - 1) * size);
        }
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
