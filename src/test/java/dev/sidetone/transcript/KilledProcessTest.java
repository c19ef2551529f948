package dev.sidetone.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledProcessTest {

    private static final int CALLS = 100;
    private static final int LINES = 5_000;

    @TempDir private Path folder;

    /** A folder, or the URL of a database. */
    private static SqlTranscriptStore open(String where) {
        return where.startsWith("postgres:")
                ? TestPostgres.open(where, Clock.systemUTC(), new Random())
                : Stores.open(Path.of(where));
    }

    /** Writes items of a hundred calls without end and prints each once it is acknowledged. */
    static final class Writer {

        private Writer() {}

        static void main(String[] args) throws InterruptedException {
            var store = open(args[0]);
            for (int i = 0; i < CALLS; i++) {
                ConversationId id = store.create("w", Path.of("/w")).id();
                Thread.startVirtualThread(() -> write(store, id));
            }
            Thread.currentThread().join();
        }

        private static void write(TranscriptStore store, ConversationId id) {
            for (int i = 0; ; i++) {
                Item item = store.append(Stores.said(id, "i" + i, "word " + i));
                synchronized (System.out) {
                    System.out.println(id + " " + item.itemId() + " " + item.seq());
                    System.out.flush();
                }
            }
        }
    }

    @Test
    void aKilledProcessLosesNothingInTheFileThatWasAcknowledged() throws Exception {
        killedWhileWriting(folder.toString());
    }

    @Test
    void aKilledProcessLosesNothingInTheDatabaseThatWasAcknowledged() throws Exception {
        killedWhileWriting(TestPostgres.url(TestPostgres.port(), TestPostgres.database()));
    }

    private static void killedWhileWriting(String where) throws Exception {
        Map<String, Set<String>> acknowledged = writeAndKill(where);

        assertThat(acknowledged).hasSize(CALLS);
        try (var store = open(where)) {
            for (Map.Entry<String, Set<String>> call : acknowledged.entrySet()) {
                List<Item> kept = store.items(new ConversationId(call.getKey()));
                assertThat(kept)
                        .extracting(item -> item.itemId() + " " + item.seq())
                        .containsAll(call.getValue());
                assertThat(kept).extracting(Item::seq).doesNotHaveDuplicates();
            }
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
            List<String> written = written(acknowledged);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(found(store)).containsAll(written));
        }
    }

    private static List<String> written(Map<String, Set<String>> acknowledged) {
        return acknowledged.entrySet().stream()
                .flatMap(call -> call.getValue().stream().map(item -> call.getKey() + " " + item))
                .toList();
    }

    private static Set<String> found(TranscriptStore store) {
        var found = new TreeSet<String>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchPage page =
                    store.search(
                            new SearchQuery(
                                    SearchContract.terms("word"),
                                    SearchQuery.Order.NEWEST,
                                    cursor,
                                    200));
            for (SearchHit hit : page.hits()) {
                Item item = hit.item();
                found.add(item.conversation() + " " + item.itemId() + " " + item.seq());
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return found;
    }

    private static Map<String, Set<String>> writeAndKill(String where)
            throws IOException, InterruptedException {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writer.class.getName(),
                                where)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var acknowledged = new HashMap<String, Set<String>>();
        int lines = 0;
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] item = line.split(" ", 2);
                if (item.length == 2 && item[1].matches("i\\d+ \\d+")) {
                    acknowledged.computeIfAbsent(item[0], _ -> new TreeSet<>()).add(item[1]);
                    lines++;
                }
                if (lines >= LINES && acknowledged.size() == CALLS) {
                    writer.destroyForcibly();
                }
            }
        } catch (IOException _) {
            // The pipe ends with the process.
        }
        assertThat(writer.waitFor()).isNotZero();
        assertThat(lines).isGreaterThanOrEqualTo(LINES);
        return acknowledged;
    }
}
