package dev.sidetone.provider;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.dialect.Dialect;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link WebSocket} that takes one event at a time, from any thread but an event loop. */
final class HttpSocket implements ProviderSocket {

    private static final long SEND_SECONDS = 10;

    private final WebSocket socket;
    private final Dialect dialect;
    private final FrameReader frames;
    private final Pulse pulse;
    private final ReentrantLock sending = new ReentrantLock();

    HttpSocket(WebSocket socket, Dialect dialect, FrameReader frames, Pulse pulse) {
        this.pulse = pulse;
        this.socket = socket;
        this.dialect = dialect;
        this.frames = frames;
    }

    /** Ends the connection at once: an orderly close waits until the other end takes it. */
    static void abort(WebSocket socket) {
        if (socket instanceof WebSocketInternal connected) {
            connected.channelHandlerContext().close().isDone();
        }
    }

    @Override
    public void send(ClientEvent event) throws ProviderException, InterruptedException {
        sending.lockInterruptibly();
        try {
            write(dialect.write(event));
        } finally {
            sending.unlock();
        }
    }

    /** Writes them, and returns when the transport has taken them. */
    void write(List<String> texts) throws ProviderException, InterruptedException {
        sending.lockInterruptibly();
        try {
            for (String text : texts) {
                socket.writeTextMessage(text)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(SEND_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw lost(new IOException(e.getCause()));
        } catch (TimeoutException e) {
            throw lost(new IOException("nothing was taken for " + SEND_SECONDS + " s", e));
        } finally {
            sending.unlock();
        }
    }

    /** Asks the other end to say that it has read everything up to here. */
    void mark(long mark, BooleanSupplier arrived) {
        pulse.mark(mark, arrived);
    }

    @Override
    public void close() {
        frames.silence();
        pulse.stop();
        socket.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.SECONDS)
                .whenComplete((_, failed) -> closed(failed))
                .isDone();
    }

    private void closed(@Nullable Throwable failed) {
        if (failed != null) {
            abort(socket);
        }
    }

    /** What is closed says so itself, with its code. */
    private ProviderException lost(IOException why) {
        if (!socket.isClosed()) {
            frames.broken("sending failed: " + why.getMessage());
        }
        abort(socket);
        return new ProviderException(
                ProviderException.Kind.UNREACHABLE, "The realtime connection broke.", why);
    }
}
