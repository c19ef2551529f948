package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.embedded.speech.FileServer.Seen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPullerTest {

    private static final byte[] CONTENT = new byte[300_000];
    private static final byte[] OTHER = new byte[300_000];
    private static final PullProgress SILENT = (_, _, _) -> {};

    static {
        new Random(1).nextBytes(CONTENT);
        new Random(2).nextBytes(OTHER);
    }

    @TempDir Path temp;
    private Path folder;
    private FileServer server;

    @BeforeEach
    void begin() throws IOException {
        folder = temp.resolve("models");
        server = new FileServer();
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Model model(String... paths) throws IOException {
        Path sample = Files.write(temp.resolve("sample"), CONTENT);
        List<URI> urls = Arrays.stream(paths).map(server::uri).toList();
        var file =
                new ModelFile("m.bin", CONTENT.length, Sha256.of(sample), urls, Optional.empty());
        return new Model("m", Model.Purpose.RECOGNITION, "en", "MIT", List.of(file));
    }

    private ModelPuller puller(Optional<URI> mirror, Duration stall) {
        return new ModelPuller(new ModelStore(folder), mirror, stall, List.of());
    }

    private void pull(Model model) throws ModelException, InterruptedException {
        puller(Optional.empty(), Duration.ofSeconds(20)).pull(List.of(model), SILENT);
    }

    private void assertPulled() {
        assertThat(folder.resolve("m.bin")).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("m.bin.part")).doesNotExist();
    }

    @Test
    void theMirrorIsAskedFirst() throws Exception {
        server.on("/mirror/m.bin", FileServer.serve(CONTENT));

        puller(Optional.of(server.uri("/mirror")), Duration.ofSeconds(20))
                .pull(List.of(model("/origin")), SILENT);

        assertPulled();
        assertThat(server.seen).extracting(Seen::path).containsExactly("/mirror/m.bin");
    }

    @Test
    void aSourceWithoutTheFileIsPassedOver() throws Exception {
        server.on("/b", FileServer.serve(CONTENT));

        pull(model("/a", "/b"));

        assertPulled();
    }

    @Test
    void aBrokenDownloadGoesOnWhereItEnded() throws Exception {
        server.on("/a", FileServer.breakOff(CONTENT, 100_000));
        assertThatThrownBy(() -> pull(model("/a"))).isInstanceOf(ModelException.class);
        long have = Files.size(folder.resolve("m.bin.part"));
        assertThat(have).isBetween(1L, 100_000L);
        server.on("/a", FileServer.serve(CONTENT));

        pull(model("/a"));

        assertPulled();
        assertThat(server.seen.getLast().range()).contains("bytes=" + have + "-");
    }

    @Test
    void aSourceThatKnowsNoRangesStartsAfresh() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("m.bin.part"), Arrays.copyOf(OTHER, 5_000));
        server.on("/a", FileServer.serveWithoutRanges(CONTENT));

        pull(model("/a"));

        assertPulled();
    }

    @Test
    void wrongContentIsThrownAwayAndTheNextSourceAsked() throws Exception {
        server.on("/a", FileServer.serve(OTHER));
        server.on("/b", FileServer.serve(CONTENT));

        pull(model("/a", "/b"));

        assertPulled();
        assertThat(server.seen.getLast().range()).isEmpty();
    }

    @Test
    void wrongContentAloneLeavesNothingBehind() throws Exception {
        server.on("/a", FileServer.serve(OTHER));

        assertThatThrownBy(() -> pull(model("/a"))).hasMessageContaining("SHA-256");
        assertThat(folder.resolve("m.bin")).doesNotExist();
        assertThat(folder.resolve("m.bin.part")).doesNotExist();
    }

    @Test
    void aPartialFileOfOtherContentDoesNotBlockForEver() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("m.bin.part"), OTHER);
        server.on("/a", FileServer.serve(CONTENT));

        pull(model("/x", "/a"));

        assertPulled();
    }

    @Test
    void aStalledSourceIsGivenUp() throws Exception {
        server.on("/a", server.stall(CONTENT, 1_000));
        server.on("/b", FileServer.serve(CONTENT));

        puller(Optional.empty(), Duration.ofMillis(300)).pull(List.of(model("/a", "/b")), SILENT);

        assertPulled();
    }

    @Test
    void aSourceThatSendsTooMuchIsCutOff() throws Exception {
        server.on("/a", FileServer.serve(Arrays.copyOf(CONTENT, 900_000)));

        assertThatThrownBy(() -> pull(model("/a"))).hasMessageContaining("more than 300000 bytes");
    }

    @Test
    void noSourceGivesOneMessageThatSaysWhatToDo() throws Exception {
        assertThatThrownBy(() -> pull(model("/a", "/b")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("HTTP 404")
                .hasMessageContaining(server.uri("/a").toString())
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("300000 bytes, SHA-256")
                .hasMessageContaining("without a restart");
    }

    @Test
    void anUnreachableHostIsAskedOnlyOnce() throws Exception {
        URI gone = server.uri("/a");
        server.close();
        server = new FileServer();
        server.on("/b", FileServer.serve(CONTENT));
        Path sample = Files.write(temp.resolve("sample"), CONTENT);
        String hash = Sha256.of(sample);
        List<URI> urls = List.of(gone, server.uri("/b"));
        var one = new ModelFile("m.bin", CONTENT.length, hash, urls, Optional.empty());
        var two = new ModelFile("n.bin", CONTENT.length, hash, urls, Optional.empty());

        puller(Optional.empty(), Duration.ofSeconds(20))
                .pull(
                        List.of(
                                new Model(
                                        "m",
                                        Model.Purpose.SYNTHESIS,
                                        "en",
                                        "MIT",
                                        List.of(one, two))),
                        SILENT);

        assertPulled();
        assertThat(folder.resolve("n.bin")).hasBinaryContent(CONTENT);
    }

    /** Linux has a device that is always full. */
    @Test
    void aFullDiskStopsThePullAndSaysSo() throws Exception {
        Files.createDirectories(folder);
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "/dev/full");
        Files.createSymbolicLink(folder.resolve("m.bin.part"), full);
        server.on("/a", FileServer.serve(CONTENT));
        server.on("/b", FileServer.serve(CONTENT));

        assertThatThrownBy(() -> pull(model("/a", "/b")))
                .isInstanceOf(DiskFullException.class)
                .hasMessageContaining("disk is full")
                .hasMessageContaining("SIDETONE_MODELS_DIR");
        assertThat(server.seen).extracting(Seen::path).containsExactly("/a");
    }

    @Test
    void moreThanTheDiskHoldsIsNotBegun() throws Exception {
        URI url = server.uri("/a");
        var huge = new ModelFile("m.bin", 1L << 60, "00", List.of(url), Optional.empty());
        var model = new Model("m", Model.Purpose.SYNTHESIS, "en", "MIT", List.of(huge));

        assertThatThrownBy(() -> pull(model)).isInstanceOf(DiskFullException.class);
        assertThat(server.seen).isEmpty();
    }

    @Test
    void twoPullsAtOnceDoTheWorkOnce() throws Exception {
        var held = new CountDownLatch(1);
        server.on(
                "/a",
                exchange -> {
                    try {
                        held.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    FileServer.serve(CONTENT).answer(exchange);
                });
        var waits = new CountDownLatch(1);
        PullProgress second =
                (doing, _, _) -> {
                    if (doing.contains("Another process")) {
                        waits.countDown();
                    }
                };
        Model model = model("/a");
        Callable<Void> task =
                () -> {
                    puller(Optional.empty(), Duration.ofSeconds(20)).pull(List.of(model), second);
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = List.of(threads.submit(task), threads.submit(task));
            waits.await();
            held.countDown();
            for (var pull : both) {
                pull.get();
            }
        }
        assertPulled();
        assertThat(server.seen).hasSize(1);
    }

    @Test
    void progressCountsUpToTheWhole() throws Exception {
        server.on("/a", FileServer.serve(CONTENT));
        var done = new ArrayList<Long>();

        puller(Optional.empty(), Duration.ofSeconds(20))
                .pull(
                        List.of(model("/a")),
                        (_, bytes, total) -> {
                            assertThat(total).isEqualTo(CONTENT.length);
                            done.add(bytes);
                        });

        assertThat(done).isSorted().endsWith((long) CONTENT.length);
    }

    @Test
    void nothingIsAskedForWhenNothingIsMissing() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("m.bin"), CONTENT);

        pull(model("/a"));

        assertThat(server.seen).isEmpty();
        assertThat(folder.resolve(".lock")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        folder = Files.writeString(temp.resolve("file"), "in the way").resolve("models");

        assertThatThrownBy(() -> pull(model("/a")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("SIDETONE_MODELS_DIR");
    }
}
