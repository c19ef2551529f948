package dev.sidetone.provider;

import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireFormatException;
import dev.sidetone.wire.dialect.Dialect;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClosedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what a socket says, in its order and on a thread that may wait: the listener may hold it
 * up, an event loop may not be held up. What came before the end of a socket is heard before it. A
 * listener that is behind stops the reading of its own socket, so a slow session slows its provider
 * and nobody else.
 */
final class FrameReader {

    private static final Logger LOG = Logger.getLogger(FrameReader.class);
    private static final int MOST_WAITING = 64;
    private static final int FEW_WAITING = 16;
    private static final int MUCH_TEXT = 1024 * 1024;
    private static final short TOO_BIG = 1009;

    private final ClientWebSocket socket;
    private final Dialect dialect;
    private final ProviderListener listener;
    private final LongConsumer marks;
    private final Executor threads;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> waiting = new ArrayDeque<>();
    private int waitingText;
    private boolean handing;
    private boolean held;
    private boolean closed;
    private @Nullable SocketLoss end;

    private volatile String trouble = "";
    private volatile long lastSign = System.nanoTime();
    private volatile long lastHeld = System.nanoTime() - Long.MAX_VALUE / 2;
    private volatile boolean answersPings;
    private volatile boolean repeatsMarks;
    private volatile Runnable afterwards = () -> {};

    /**
     * The socket does not connect yet: an event may come with the handshake.
     *
     * @param marks takes the marks of pongs
     */
    FrameReader(
            ClientWebSocket socket,
            Dialect dialect,
            ProviderListener listener,
            LongConsumer marks,
            Executor threads) {
        this.socket = socket;
        this.dialect = dialect;
        this.listener = listener;
        this.marks = marks;
        this.threads = threads;
    }

    /** To be called before the socket connects. */
    void listen() {
        socket.textMessageHandler(this::came);
        socket.binaryMessageHandler(_ -> LOG.debug("ignored a binary frame of the provider"));
        socket.pongHandler(payload -> pong(payload.toString()));
        socket.exceptionHandler(this::failed);
        socket.closeHandler(_ -> closed());
    }

    /**
     * When the provider last gave a sign of life, in {@link System#nanoTime}. One whose socket is
     * not read because the listener is behind is not to blame for its silence.
     */
    long lastSign() {
        lock.lock();
        try {
            return held ? System.nanoTime() : lastSign;
        } finally {
            lock.unlock();
        }
    }

    /** Not every provider does. */
    boolean answersPings() {
        return answersPings;
    }

    /**
     * It gives back what a ping says, as it should, so that a mark without a pong means something.
     */
    boolean repeatsMarks() {
        return repeatsMarks;
    }

    /** True when the socket was not read for some of this time, because the listener is behind. */
    boolean heldWithin(Duration time) {
        lock.lock();
        try {
            return held || System.nanoTime() - lastHeld < time.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** True when the listener hears nothing more. */
    boolean over() {
        return over.get();
    }

    /** Runs it once the listener has heard everything. */
    void whenOver(Runnable then) {
        afterwards = then;
        if (over.get()) {
            then.run();
        }
    }

    /** After this the listener hears nothing more. */
    void silence() {
        over.set(true);
    }

    /** Ends it after what has come already. */
    void broken(String why) {
        finish(new SocketLoss(SocketLoss.BROKEN, why));
    }

    void pong(String payload) {
        answersPings = true;
        lastSign = System.nanoTime();
        Marks.read(payload)
                .ifPresent(mark -> {
                    repeatsMarks = true;
                    marks.accept(mark);
                });
    }

    private void came(String text) {
        lastSign = System.nanoTime();
        lock.lock();
        try {
            waiting.add(text);
            waitingText += text.length();
            if (!held && !closed && full()) {
                held = true;
                socket.pause();
            }
            hand();
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        return waiting.size() >= MOST_WAITING || waitingText >= MUCH_TEXT;
    }

    /** Under the lock. */
    private void hand() {
        if (!handing) {
            handing = true;
            threads.execute(this::handOut);
        }
    }

    private void handOut() {
        for (String next = next(); next != null; next = next()) {
            deliver(next);
        }
    }

    private @Nullable String next() {
        SocketLoss loss;
        lock.lock();
        try {
            String text = waiting.poll();
            if (text != null) {
                waitingText -= text.length();
                goOn();
                return text;
            }
            handing = false;
            loss = end;
        } finally {
            lock.unlock();
        }
        if (loss != null && over.compareAndSet(false, true)) {
            listener.lost(loss);
            afterwards.run();
        }
        return null;
    }

    /** Under the lock. */
    private void goOn() {
        if (held && waiting.size() <= FEW_WAITING && waitingText < MUCH_TEXT) {
            held = false;
            lastSign = System.nanoTime();
            lastHeld = lastSign;
            socket.resume();
        }
    }

    /** The end is told by the close that follows, with this as its reason. */
    private void failed(Throwable error) {
        if (!(error instanceof HttpClosedException)) {
            trouble = text(error);
            socket.close(TOO_BIG);
        }
    }

    private static String text(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    /**
     * Vert.x tells the end at once, but frames that it held back while the reading was paused
     * later: on the same thread, so that what is put behind them there comes after them.
     */
    private void closed() {
        Short code = socket.closeStatusCode();
        String said = socket.closeReason();
        var loss =
                new SocketLoss(
                        code == null ? SocketLoss.BROKEN : code, said == null ? trouble : said);
        lock.lock();
        try {
            closed = true;
            held = false;
        } finally {
            lock.unlock();
        }
        socket.resume();
        Objects.requireNonNull(Vertx.currentContext()).runOnContext(_ -> finish(loss));
    }

    private void finish(SocketLoss loss) {
        lock.lock();
        try {
            if (end == null) {
                end = loss;
            }
            hand();
        } finally {
            lock.unlock();
        }
    }

    private void deliver(String whole) {
        if (over.get()) {
            return;
        }
        try {
            read(whole).forEach(listener::event);
        } catch (RuntimeException | Error e) {
            broken("an event could not be taken: " + text(e));
            HttpSocket.abort(socket);
            LOG.error("An event of the provider could not be taken", e);
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
}
