package dev.sidetone.provider;

import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireFormatException;
import dev.sidetone.wire.dialect.Dialect;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames one at a time: the next is asked for when the listener has taken the last, so a slow
 * session slows its provider and nobody else.
 */
final class FrameReader implements WebSocket.Listener {

    private static final Logger LOG = Logger.getLogger(FrameReader.class);
    private static final int LONGEST_EVENT = 32 * 1024 * 1024;

    private final Dialect dialect;
    private final ProviderListener listener;
    private final StringBuilder text = new StringBuilder();
    private final AtomicBoolean over = new AtomicBoolean();

    private volatile long lastSign = System.nanoTime();
    private volatile boolean answersPings;

    FrameReader(Dialect dialect, ProviderListener listener) {
        this.dialect = dialect;
        this.listener = listener;
    }

    /** When the provider last gave a sign of life, in {@link System#nanoTime}. */
    long lastSign() {
        return lastSign;
    }

    /** Not every provider does. */
    boolean answersPings() {
        return answersPings;
    }

    /** True when the listener hears nothing more. */
    boolean over() {
        return over.get();
    }

    /** After this the listener hears nothing more. */
    void silence() {
        over.set(true);
    }

    void broken(String why) {
        end(new SocketLoss(SocketLoss.BROKEN, why));
    }

    /** What starts the reading, on a thread that may wait: the listener may hold it up. */
    Runnable reading(WebSocket socket) {
        return () -> socket.request(1);
    }

    /**
     * Asks for nothing yet. This runs on a thread that all handshakes of the process share, before
     * the one who opens the socket knows of it; an event that came with the handshake would be
     * delivered here, and a listener that waits would stop every later handshake.
     */
    @Override
    public void onOpen(WebSocket socket) {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        lastSign = System.nanoTime();
        text.append(data);
        if (text.length() > LONGEST_EVENT) {
            socket.abort();
            broken("the provider sent an event of more than " + LONGEST_EVENT + " characters");
            return null;
        }
        if (last) {
            String whole = text.toString();
            text.setLength(0);
            deliver(whole);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        LOG.debug("ignored a binary frame of the provider");
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        answersPings = true;
        lastSign = System.nanoTime();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(new SocketLoss(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        broken(error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage());
    }

    private void deliver(String whole) {
        if (!over.get()) {
            read(whole).forEach(listener::event);
        }
    }

    /** What is no event is skipped: a provider may send more than we know. */
    private List<ServerEvent> read(String whole) {
        try {
            return dialect.read(whole);
        } catch (WireFormatException e) {
            LOG.debugf("ignored a frame of the provider: %s", e.getMessage());
            return List.of();
        }
    }

    private void end(SocketLoss loss) {
        if (over.compareAndSet(false, true)) {
            listener.lost(loss);
        }
    }
}
