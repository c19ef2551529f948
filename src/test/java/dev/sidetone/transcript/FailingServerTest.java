package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailingServerTest {

    private static final Path ROOT = Path.of("/w");

    private final String database = TestPostgres.database();

    private static SqlTranscriptStore open(String url) {
        return TestPostgres.open(url, Clock.systemUTC(), new Random(3));
    }

    private static void awaitDurable(TranscriptStore store) {
        await().atMost(Duration.ofSeconds(30)).until(() -> store.health().durable());
    }

    @Test
    void aLostServerKeepsTheCallGoingAndGetsEverythingInOrderLater() throws Exception {
        var told = new CopyOnWriteArrayList<StoreHealth>();
        try (var wire = new CutWire(TestPostgres.port());
                var store = open(TestPostgres.url(wire.port(), database));
                var beside = TestPostgres.open(database, Clock.systemUTC())) {
            store.listen(told::add);
            ConversationId id = store.create("w", ROOT).id();
            store.append(said(id, "before", "word"));
            wire.cut();
            var during = new ArrayList<Item>();
            for (int i = 0; i < 5; i++) {
                during.add(store.append(said(id, "during" + i, "word")));
            }

            assertThat(store.health().state()).isEqualTo(StoreHealth.State.DEGRADED);
            assertThat(store.health().text())
                    .contains("cannot be reached", database, "Nothing is lost")
                    .doesNotContain("not-checked", "postgres:", "127.0.0.1");
            assertThat(store.items(id)).containsAll(during);
            wire.mend();
            awaitDurable(store);

            assertThat(during).extracting(Item::seq).containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(beside.items(id)).hasSize(6).containsAll(during);
            assertThat(told).anyMatch(h -> !h.durable()).last().isEqualTo(StoreHealth.OK);
        }
    }

    @Test
    void aServerThatIsNotThereYetIsTakenWhenItComes() throws Exception {
        try (var wire = new CutWire(TestPostgres.port())) {
            wire.cut();
            try (var store = open(TestPostgres.url(wire.port(), database))) {
                ConversationId id = store.create("w", ROOT).id();
                Item item = store.append(said(id, "a", "Where is it?"));
                assertThat(store.health().durable()).isFalse();
                assertThat(store.find(id).orElseThrow().title()).isEqualTo("Where is it?");
                wire.mend();
                awaitDurable(store);
                assertThat(store.items(id)).containsExactly(item);
            }
        }
    }

    @Test
    void whatAnotherProcessWroteMeanwhileIsNotWrittenOver() throws Exception {
        try (var wire = new CutWire(TestPostgres.port());
                var store = open(TestPostgres.url(wire.port(), database));
                var beside = TestPostgres.open(database, Clock.systemUTC())) {
            ConversationId id = store.create("w", ROOT).id();
            store.append(said(id, "a", "word"));
            wire.cut();
            store.append(said(id, "held", "word"));
            beside.append(said(id, "other", "word"));
            wire.mend();
            awaitDurable(store);

            assertThat(beside.itemsAfter(id, 0, 10))
                    .extracting(Item::itemId)
                    .containsExactly("a", "other", "held");
            assertThat(beside.itemsAfter(id, 0, 10))
                    .extracting(Item::seq)
                    .containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aServerThatEndedItsConnectionsIsReadAtOnce() throws Exception {
        try (var store = TestPostgres.open(database, Clock.systemUTC())) {
            ConversationId id = store.create("w", ROOT).id();
            Item item = store.append(said(id, "a", "word"));
            assertThat(store.items(id)).containsExactly(item);
            TestPostgres.run(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                            .formatted(database));

            assertThat(store.items(id)).containsExactly(item);
            awaitDurable(store);
        }
    }

    @Test
    void whoIsNotLetInIsToldWhatToLookAt() {
        try (var store =
                open(
                        "postgres://nobody:sw0rdf1sh@127.0.0.1:%d/%s"
                                .formatted(TestPostgres.port(), database))) {
            store.create("w", ROOT);
            assertThat(store.health().text())
                    .contains("does not let Sidetone in", "DATABASE_URL")
                    .doesNotContain("sw0rdf1sh", "nobody");
        }
    }

    @Test
    void tablesThatWereRemovedAreMadeAnewWithWhatWasJustSaid() {
        try (var store = TestPostgres.open(database, Clock.systemUTC())) {
            ConversationId id = store.create("w", ROOT).id();
            Item before = store.append(said(id, "a", "word"));
            dropSchema();

            Item after = store.append(said(id, "b", "word"));
            awaitDurable(store);

            assertThat(store.items(id)).containsExactly(before, after);
            assertThat(store.find(id).orElseThrow().workspace()).isEqualTo("w");
        }
    }

    private void dropSchema() {
        try (var connection = TestPostgres.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("drop schema sidetone cascade");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void severalProcessesWriteTheSameConversationsWithoutAGapOrALoss() throws Exception {
        try (var one = open(TestPostgres.url(TestPostgres.port(), database));
                var two = open(TestPostgres.url(TestPostgres.port(), database))) {
            List<ConversationId> ids =
                    List.of(
                            one.create("w", ROOT).id(),
                            two.create("w", ROOT).id(),
                            one.create("w", ROOT).id());
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 16; t++) {
                var store = t % 2 == 0 ? one : two;
                int writer = t;
                threads.add(Thread.startVirtualThread(() -> writeAll(store, ids, writer)));
            }
            for (Thread thread : threads) {
                thread.join();
            }

            for (ConversationId id : ids) {
                assertThat(one.itemsAfter(id, 0, 1000))
                        .hasSize(16 * 25 + 25)
                        .extracting(Item::seq)
                        .isEqualTo(
                                java.util.stream.LongStream.rangeClosed(1, 425).boxed().toList());
                assertThat(two.find(id).orElseThrow().items()).isEqualTo(425);
            }
            assertThat(one.health()).isEqualTo(StoreHealth.OK);
            assertThat(two.health()).isEqualTo(StoreHealth.OK);
        }
    }

    /** Some items of its own, and some that all write. */
    private static void writeAll(TranscriptStore store, List<ConversationId> ids, int writer) {
        var random = new Random(writer);
        for (int i = 0; i < 25; i++) {
            var order = new ArrayList<>(ids);
            java.util.Collections.shuffle(order, random);
            for (ConversationId id : order) {
                store.append(said(id, "own" + writer + "." + i, "word"));
                store.append(said(id, "common" + i, "word"));
            }
        }
    }
}
