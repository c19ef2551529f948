package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailingFileTest {

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("sidetone.db");
    }

    private Connection otherProgram() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private static void awaitDurable(TranscriptStore store) {
        await().atMost(Duration.ofSeconds(30)).until(() -> store.health().durable());
    }

    @Test
    void aLockedFileKeepsTheCallGoingAndGetsEverythingInOrderLater() throws Exception {
        var told = new CopyOnWriteArrayList<StoreHealth>();
        try (var store = Stores.open(folder)) {
            store.listen(told::add);
            ConversationId id = store.create("w", folder).id();
            store.append(said(id, "before", "word"));
            var during = new ArrayList<Item>();
            try (Connection other = otherProgram();
                    Statement lock = other.createStatement()) {
                lock.execute("begin exclusive");
                for (int i = 0; i < 5; i++) {
                    during.add(store.append(said(id, "during" + i, "word")));
                }
                assertThat(store.health().state()).isEqualTo(StoreHealth.State.DEGRADED);
                assertThat(store.health().text()).contains("locked", "Close the program");
                assertThat(store.items(id)).hasSize(6).containsAll(during);
                lock.execute("rollback");
            }
            awaitDurable(store);

            assertThat(during).extracting(Item::seq).containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(store.items(id)).hasSize(6).containsAll(during);
            assertThat(rows("item")).isEqualTo(6);
            assertThat(told).anyMatch(h -> !h.durable()).last().isEqualTo(StoreHealth.OK);
        }
    }

    @Test
    void aFileLockedFromTheStartIsTakenOverWhenItIsFree() throws Exception {
        try (Connection other = otherProgram();
                Statement lock = other.createStatement()) {
            lock.execute("begin exclusive");
            try (var store = Stores.open(folder)) {
                ConversationId id = store.create("w", folder).id();
                store.append(said(id, "a", "Where is it?"));
                assertThat(store.health().durable()).isFalse();
                assertThat(store.find(id).orElseThrow().title()).isEqualTo("Where is it?");
                lock.execute("rollback");
                awaitDurable(store);
                assertThat(rows("item")).isEqualTo(1);
            }
        }
    }

    @Test
    void aFullDiskHoldsTheItemsUntilThereIsRoom() throws Exception {
        ConversationId id;
        try (var store = Stores.open(folder, "pragma max_page_count = 40")) {
            id = store.create("w", folder).id();
            for (int i = 0; store.health().durable(); i++) {
                store.append(said(id, "i" + i, "word ".repeat(2000)));
            }
            Item held = store.append(said(id, "held", "word"));

            assertThat(store.health().text()).contains("disk is full", "Free some disk space");
            assertThat(store.items(id)).contains(held);
            assertThat(store.health().held()).isPositive();
        }
    }

    @Test
    void aDamagedFileIsSetAsideUnchangedAndANewOneBegun() throws Exception {
        byte[] damaged =
                "this was no database at all, but somebody's notes"
                        .repeat(90)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(file(), damaged);

        try (var store = Stores.open(folder)) {
            ConversationId id = store.create("w", folder).id();
            Item item = store.append(said(id, "a", "word"));

            assertThat(store.items(id)).containsExactly(item);
            assertThat(store.health().state()).isEqualTo(StoreHealth.State.RECOVERED);
            Path aside = setAside().getFirst();
            assertThat(aside).hasBinaryContent(damaged);
            assertThat(store.health().text()).contains(aside.toString(), ".recover");
        }
    }

    @Test
    void damageMetWhileRunningLosesNoItemOfTheRunningConversation() throws Exception {
        try (var store = Stores.open(folder)) {
            ConversationId id = store.create("w", folder).id();
            store.append(said(id, "a", "Where is it?"));
            overwriteTables();

            Item after = store.append(said(id, "b", "And now?"));
            awaitDurable(store);

            assertThat(after.seq()).isEqualTo(2);
            assertThat(store.items(id)).contains(after);
            assertThat(store.find(id).orElseThrow().workspace()).isEqualTo("w");
            assertThat(store.health().state()).isEqualTo(StoreHealth.State.RECOVERED);
            assertThat(setAside()).isNotEmpty();
        }
    }

    @Test
    void aRemovedFileIsNoticedAndBegunAnew() throws Exception {
        try (var store = Stores.open(folder)) {
            ConversationId id = store.create("w", folder).id();
            store.append(said(id, "a", "word"));
            for (String part : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file() + part));
            }

            Item after = store.append(said(id, "b", "word"));

            assertThat(store.items(id)).containsExactly(after);
            assertThat(rows("item")).isEqualTo(1);
            assertThat(store.health().text()).contains("removed or replaced");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidAndTheCallGoesOn() throws Exception {
        Path blocked = Files.writeString(folder.resolve("home"), "a file, no folder");

        try (var store = Stores.open(blocked)) {
            ConversationId id = store.create("w", folder).id();
            Item item = store.append(said(id, "a", "word"));

            assertThat(store.items(id)).containsExactly(item);
            assertThat(store.list(java.util.Optional.empty(), 10).conversations())
                    .extracting(c -> c.id())
                    .containsExactly(id);
            assertThat(store.health().text()).contains("cannot be opened", "SIDETONE_HOME");

            Files.delete(blocked);
            awaitDurable(store);
            assertThat(store.items(id)).containsExactly(item);
        }
    }

    @Test
    void whatFindsNoRoomInMemoryIsRefusedCountedAndSaid() throws Exception {
        Path blocked = Files.writeString(folder.resolve("home"), "a file, no folder");

        try (var store = Stores.openSmall(blocked, 3)) {
            ConversationId id = store.create("w", folder).id();
            for (int i = 0; i < 5; i++) {
                store.append(said(id, "i" + i, "word"));
            }
            assertThat(store.items(id)).extracting(Item::itemId).containsExactly("i0", "i1");
            assertThat(store.health().held()).isEqualTo(3);
            assertThat(store.health().lost()).isEqualTo(3);

            Files.delete(blocked);
            awaitDurable(store);
            assertThat(store.health().message()).contains("3 changes could not be kept");
        }
    }

    @Test
    void anInterruptionOfAnItemInTheFileIsShownWhileHeldAndWrittenLater() throws Exception {
        try (var store = Stores.open(folder)) {
            ConversationId id = store.create("w", folder).id();
            store.append(said(id, "a", "all of the words"));
            try (Connection other = otherProgram();
                    Statement lock = other.createStatement()) {
                lock.execute("begin immediate");
                Item cut = store.markInterrupted(id, "a", 300, "all of").orElseThrow();
                assertThat(cut.text()).isEqualTo("all of");
                assertThat(store.health().durable()).isFalse();
                lock.execute("rollback");
            }
            awaitDurable(store);
            assertThat(store.items(id)).extracting(Item::text).containsExactly("all of");
        }
    }

    private long rows(String table) throws SQLException {
        try (Connection other = otherProgram();
                Statement query = other.createStatement();
                var found = query.executeQuery("select count(*) from " + table)) {
            found.next();
            return found.getLong(1);
        }
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> p.toString().contains(".damaged-"))
                    .filter(p -> !p.toString().matches(".*-(wal|shm)"))
                    .toList();
        }
    }

    /** Makes every page but the first senseless, as a failing disk may. */
    private void overwriteTables() throws Exception {
        try (Connection other = otherProgram();
                Statement statement = other.createStatement()) {
            statement.execute("pragma wal_checkpoint(truncate)");
        }
        try (var raw = new java.io.RandomAccessFile(file().toFile(), "rw")) {
            byte[] noise = new byte[(int) raw.length() - 4096];
            java.util.Arrays.fill(noise, (byte) 0x5a);
            raw.seek(4096);
            raw.write(noise);
        }
    }
}
