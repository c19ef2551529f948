package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.telemetry.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StdioClientTest {

    private static final String ASKED =
            "{\"id\":1,\"method\":\"initialize\",\"params\":{}}\n".repeat(100);

    private final CompletableFuture<Client> gone = new CompletableFuture<>();

    private StdioClient client(InputStream in, OutputStream out) {
        return client(in, out, Duration.ofMillis(100));
    }

    private StdioClient client(InputStream in, OutputStream out, Duration grace) {
        Method initialize = Method.stable("initialize", (_, _) -> Rpc.object());
        return new StdioClient(
                in,
                out,
                new Methods(List.of(initialize)),
                gone::complete,
                new Clients(Metrics.none()),
                grace);
    }

    private CompletableFuture<String> served(StdioClient client) {
        var served = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try {
                client.serve();
                served.complete("over");
            } catch (InterruptedException e) {
                served.completeExceptionally(e);
            }
        });
        return served;
    }

    private static InputStream asked() {
        return new ByteArrayInputStream(ASKED.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everythingThatWasAskedIsAnsweredBeforeTheEnd() throws Exception {
        var out = new ByteArrayOutputStream();

        client(asked(), out, Duration.ofSeconds(20)).serve();

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(100);
        assertThat(gone).isDone();
    }

    @Test
    void aParentThatReadsNothingDoesNotKeepTheChildAlive() throws Exception {
        var never = new CountDownLatch(1);
        var stuck =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                };

        assertThat(served(client(asked(), stuck)).get(20, TimeUnit.SECONDS)).isEqualTo("over");
        assertThat(gone).isDone();
        never.countDown();
    }

    @Test
    void anOutputThatCannotBeWrittenIsTheEndThoughTheInputGoesOn() throws Exception {
        var broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        try (var parent = new PipedOutputStream();
                var in = new PipedInputStream(parent, 64 * 1024)) {
            CompletableFuture<String> served = served(client(in, broken));

            parent.write(ASKED.getBytes(StandardCharsets.UTF_8));
            parent.flush();

            assertThat(served.get(20, TimeUnit.SECONDS)).isEqualTo("over");
            assertThat(gone).isDone();
        }
    }

    /** It may be stopped in a debugger, or ask for something and read later. */
    @Test
    void aParentMayReadNothingForAsLongAsItLikes() {
        assertThat(client(asked(), OutputStream.nullOutputStream()).patience()).isEmpty();
    }
}
