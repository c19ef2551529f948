package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.OperationSettings.Durability;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.redaction.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultInFileTest extends VaultContract {

    @TempDir private Path folder;

    @Override
    KeepingStore open() {
        return open(folder);
    }

    private static KeepingStore open(Path in) {
        var file =
                new SqliteFile(
                        in.resolve("sidetone.db"),
                        Stores.BUSY_MILLIS,
                        Durability.CRASH,
                        List.of(),
                        List.of(Vault.SCHEMA));
        return new SqlTranscriptStore(file, Clock.systemUTC(), new Random(7));
    }

    @Override
    SideTables tables(SideTables.Schema schema) {
        return SideTables.inFile(folder.resolve("sidetone.db"), schema);
    }

    private static RedactingStore redacting(KeepingStore store) {
        var vault = new Vault(KEYS, InstantSource.system());
        return new RedactingStore(store, Redactor.standard(), vault);
    }

    @Test
    void thePlainWordsAreInNoFile() throws IOException {
        Path home = Files.createDirectory(folder.resolve("other"));
        try (var store = redacting(open(home))) {
            ConversationId id = store.create("sidetone", Path.of("/src")).id();
            store.append(said(id, "q", WORDS));
            store.edit(id, "q", "My password is purple walrus");
            assertThat(bytes(home)).contains(KEPT).doesNotContain(CANARY, "walrus");
        }
        assertThat(bytes(home)).contains(KEPT).doesNotContain(CANARY, "walrus");
    }

    @Test
    void withoutAKeyThereIsNoTableOfIt() throws SQLException, IOException {
        Path home = Files.createDirectory(folder.resolve("plain"));
        try (var store = new RedactingStore(Stores.open(home), Redactor.standard(), Vault.NONE)) {
            ConversationId id = store.create("sidetone", Path.of("/src")).id();
            store.append(said(id, "q", WORDS));
            assertThat(store.fork(id)).isPresent();
        }
        Path file = home.resolve("sidetone.db");
        assertThat(SideTables.inFile(file, Vault.SCHEMA).forReading()).isEmpty();
    }

    @Test
    void whatWaitsInMemoryIsKeptWhenTheFileTakesItAgain() throws Exception {
        Path home = Files.createDirectory(folder.resolve("locked"));
        Path file = home.resolve("sidetone.db");
        try (var store = redacting(open(home))) {
            ConversationId id = store.create("sidetone", Path.of("/src")).id();
            var well = new CountDownLatch(1);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement lock = other.createStatement()) {
                lock.execute("begin exclusive");
                assertThat(store.append(said(id, "q", WORDS)).text()).isEqualTo(KEPT);
                assertThat(store.health().text()).contains("locked");
                store.listen(health -> {
                    if (health.text().isEmpty()) {
                        well.countDown();
                    }
                });
                lock.execute("rollback");
            }
            assertThat(well.await(20, TimeUnit.SECONDS)).isTrue();
            var originals = new Originals(SideTables.inFile(file, Vault.SCHEMA), KEYS);
            assertThat(originals.of(id, "q").opened())
                    .extracting(Original::said)
                    .containsExactly(WORDS);
        }
    }

    @Test
    void aBackupHasItSealedAndARestoreOpensIt() throws Exception {
        Path home = Files.createDirectory(folder.resolve("first"));
        Path copy = folder.resolve("copy.db");
        ConversationId id;
        try (var store = redacting(open(home))) {
            id = store.create("sidetone", Path.of("/src")).id();
            store.append(said(id, "q", WORDS));
            TestRecords.backup(home, copy);
            store.forget(id, "q");
        }
        assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
        new SqliteCopy(home.resolve("sidetone.db")).restore(copy, Stores.NOON);
        try (var store = redacting(open(home))) {
            store.append(said(id, "later", WORDS));
            var originals =
                    new Originals(
                            SideTables.inFile(home.resolve("sidetone.db"), Vault.SCHEMA), KEYS);
            assertThat(originals.of(id, "q").opened())
                    .extracting(Original::said)
                    .containsExactly(WORDS);
            assertThat(originals.items(id)).containsExactlyInAnyOrder("q", "later");
            store.forget(id, "q");
            assertThat(originals.of(id, "q").nothing()).isTrue();
        }
    }

    private static String bytes(Path of) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(of)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
