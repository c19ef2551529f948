package dev.sidetone.appserver;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The way to one client: at most 32,768 messages wait. A client that reads so slowly that they do
 * not suffice is closed with the reason, so that it holds up nobody else. Thread-safe.
 */
final class Outbound implements Wire {

    private static final Logger LOG = Logger.getLogger(Outbound.class);
    private static final int MOST_WAITING = 32 * 1024;
    private static final int TRY_AGAIN_LATER = 1013;

    private final WebSocketConnection connection;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread writer;

    Outbound(WebSocketConnection connection) {
        this.connection = connection;
        this.writer = Thread.ofVirtual().name("rpc-out-" + connection.id()).start(this::write);
    }

    @Override
    public void send(String message) {
        if (!closed.get() && !waiting.offer(message)) {
            close(
                    TRY_AGAIN_LATER,
                    "too slow: " + MOST_WAITING + " messages wait; connect again and resume");
        }
    }

    @Override
    public void close(int code, String reason) {
        if (closed.compareAndSet(false, true)) {
            LOG.infof("closing client %s: %s", connection.id(), reason);
            connection
                    .close(new CloseReason(code, reason))
                    .subscribe()
                    .with(_ -> stop(), _ -> stop());
        }
    }

    @Override
    public void stop() {
        closed.set(true);
        writer.interrupt();
    }

    private void write() {
        try {
            while (!closed.get()) {
                connection.sendTextAndAwait(waiting.take());
            }
        } catch (InterruptedException _) {
            LOG.debug("a client's writer ends");
        } catch (RuntimeException e) {
            LOG.debugf("a client is gone: %s", e.getMessage());
            closed.set(true);
        }
    }
}
