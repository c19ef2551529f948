package dev.sidetone.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what was said when the server of the record breaks down: nothing is lost. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndingServerTest {

    private static final int LARGEST_FILE = 4 << 20;

    @TempDir private Path folder;
    private EmbeddedPostgres server;

    @BeforeEach
    void start() throws IOException {
        server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data").toFile())
                        .setLocaleConfig("wal-segsize", "1") // MB; smaller than the largest file
                        .setServerConfig("min_wal_size", "2MB")
                        .setServerConfig("max_wal_size", "3MB")
                        .setConnectConfig("connectTimeout", "5")
                        .start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private TranscriptStore open() {
        return TestPostgres.open(
                TestPostgres.url(server.getPort(), "postgres"), Clock.systemUTC(), new Random(3));
    }

    private ProcessHandle postmaster() throws IOException {
        Path told = folder.resolve("data").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(told).getFirst().strip()))
                .orElseThrow();
    }

    private static void awaitDurable(TranscriptStore store) {
        await().atMost(Duration.ofSeconds(60)).until(() -> store.health().durable());
    }

    /** The server throws away what it has in memory when one of its processes is killed. */
    @Test
    void whatAServerThatBreaksDownHadNotOnItsDiskIsWrittenAgain() throws Exception {
        try (var store = open()) {
            ConversationId id = store.create("w", folder).id();
            var all = new ArrayList<Item>();
            for (int i = 0; i < 300; i++) {
                all.add(store.append(Stores.said(id, "before" + i, "word")));
            }
            postmaster().children().forEach(ProcessHandle::destroyForcibly);
            for (int i = 0; i < 300; i++) {
                all.add(store.append(Stores.said(id, "after" + i, "word")));
            }
            awaitDurable(store);

            assertThat(store.items(id)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(all).extracting(Item::seq).doesNotHaveDuplicates();
        }
    }

    /** A file that cannot grow is what the server sees of a full disk. */
    @Test
    void whatIsSaidWhileTheServersFilesCannotGrowIsWrittenWhenTheyCan() throws Exception {
        try (var store = open()) {
            ConversationId id = store.create("w", folder).id();
            limitFiles(Integer.toString(LARGEST_FILE));
            var random = new Random(1);
            var all = new ArrayList<Item>();
            for (int i = 0; store.health().durable(); i++) {
                assertThat(i).as("files grow all the same").isLessThan(2_000);
                all.add(store.append(Stores.said(id, "full" + i, noise(random))));
            }
            assertThat(store.health().text()).contains("Nothing is lost meanwhile");
            all.add(store.append(Stores.said(id, "more", "the last word")));
            assertThat(store.items(id)).contains(all.getLast());
            limitFiles("unlimited");
            awaitDurable(store);

            assertThat(store.items(id)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    /** Which cannot be packed, so that it takes its room. */
    private static String noise(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            text.append(Integer.toString(random.nextInt(1 << 30), 36)).append(' ');
        }
        return text.toString();
    }

    private void limitFiles(String bytes) throws Exception {
        ProcessHandle first = postmaster();
        List<ProcessHandle> all = Stream.concat(Stream.of(first), first.descendants()).toList();
        for (ProcessHandle process : all) {
            new ProcessBuilder(
                            "prlimit",
                            "--pid",
                            Long.toString(process.pid()),
                            "--fsize=" + bytes + ":")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        }
    }
}
