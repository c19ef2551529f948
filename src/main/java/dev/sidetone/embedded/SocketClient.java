package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A peer over a WebSocket, with a writer of its own so that a slow peer holds nobody up.
 *
 * <p>Overflow: a peer that lets {@value #QUEUE} frames pile up is disconnected with {@code
 * client_too_slow}; it can come back and start anew.
 */
final class SocketClient implements SessionClient {

    static final int QUEUE = 4_096;

    private static final Logger LOG = Logger.getLogger(SocketClient.class);

    private sealed interface Out {
        record Frame(String json) implements Out {}

        record End(int code, String reason) implements Out {}
    }

    private final WebSocketConnection connection;
    private final boolean wantsTiming;
    private final BlockingQueue<Out> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Thread writer;

    /**
     * @param wantsTiming whether the peer asked for {@link ServerEvent.TurnTiming}
     */
    SocketClient(WebSocketConnection connection, boolean wantsTiming) {
        this.connection = connection;
        this.wantsTiming = wantsTiming;
        writer = Thread.ofVirtual().name("realtime-writer").start(this::write);
    }

    @Override
    public void send(ServerEvent event, String json) {
        if (ending.get() || (event instanceof ServerEvent.TurnTiming && !wantsTiming)) {
            return;
        }
        if (!queue.offer(new Out.Frame(json)) && ending.compareAndSet(false, true)) {
            LOG.warnf("a realtime client did not read %d events and is disconnected", QUEUE);
            queue.clear();
            queue.add(new Out.End(1008, "client_too_slow"));
        }
    }

    @Override
    public void close(int code, String reason) {
        if (ending.compareAndSet(false, true) && !queue.offer(new Out.End(code, reason))) {
            queue.clear();
            queue.add(new Out.End(code, reason));
        }
    }

    /** The socket is gone; the writer ends. */
    void gone() {
        ending.set(true);
        writer.interrupt();
    }

    private void write() {
        try {
            while (true) {
                switch (queue.take()) {
                    case Out.Frame(var json) -> connection.sendTextAndAwait(json);
                    case Out.End(var code, var reason) -> {
                        connection.closeAndAwait(new CloseReason(code, reason));
                        return;
                    }
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("a realtime client's writer ends");
        } catch (RuntimeException e) {
            LOG.debugf("a realtime client is gone: %s", e.getMessage());
        }
    }
}
