package dev.sidetone.appserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The program that started this one: a message is a line, its end is ours. */
final class StdioClient implements ClientSocket {

    private static final Logger LOG = Logger.getLogger(StdioClient.class);
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Lines lines;
    private final OutputStream out;
    private final Methods methods;
    private final Consumer<Client> gone;
    private final Clients clients;
    private final Duration grace;

    /** Nothing more comes, or nothing more can be told. */
    private final CountDownLatch over = new CountDownLatch(1);

    /** Our output takes as long as its reader lets it. */
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("stdout").factory());

    /**
     * @param gone is told when it is gone
     */
    StdioClient(
            InputStream in,
            OutputStream out,
            Methods methods,
            Consumer<Client> gone,
            Clients clients) {
        this(in, out, methods, gone, clients, GRACE);
    }

    StdioClient(
            InputStream in,
            OutputStream out,
            Methods methods,
            Consumer<Client> gone,
            Clients clients,
            Duration grace) {
        this.lines = new Lines(in, LONGEST_LINE);
        this.out = out;
        this.methods = methods;
        this.gone = gone;
        this.clients = clients;
        this.grace = grace;
    }

    /**
     * Serves it until its input ends; everything it asked is answered then. Where its output cannot
     * be written any more it is over at once.
     */
    void serve() throws InterruptedException {
        var outbound = new Outbound(this, clients);
        var client = new Client(outbound, InstantSource.system());
        var connection = new RpcConnection(client, outbound, methods);
        clients.add(connection);
        Thread.ofPlatform().daemon().name("stdin-lines").start(() -> read(connection));
        over.await();
        connection.finish(grace);
        outbound.finish(grace);
        clients.remove(connection);
        connection.stop();
        gone.accept(client);
        writer.shutdown();
    }

    private void read(RpcConnection connection) {
        try {
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                if (line.get().equals(Lines.TOO_LONG)) {
                    LOG.warnf("dropped a line that is empty or longer than %d bytes", LONGEST_LINE);
                } else {
                    connection.take(line.get());
                }
                line = lines.next();
            }
        } catch (IOException e) {
            LOG.warnf("standard input cannot be read: %s", e.getMessage());
        } finally {
            over.countDown();
        }
    }

    /** A program that does something else for a while has not gone away. */
    @Override
    public Optional<Duration> patience() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<?> send(String message) {
        return CompletableFuture.runAsync(() -> write(message), writer);
    }

    private void write(String message) {
        try {
            out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            over.countDown();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close(int code, String reason) {
        LOG.errorf("the program at the other end is given up: %s", reason);
        over.countDown();
    }
}
