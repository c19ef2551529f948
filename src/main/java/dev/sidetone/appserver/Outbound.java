package dev.sidetone.appserver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to one client over a socket. Whoever has something to tell hands it to the socket by
 * itself, as long as the socket takes it: another thread would have to be woken for each message. A
 * client that reads slowly is waited for, see {@link OutQueue}; one that takes nothing at all for
 * half a minute is closed with the reason, so that it holds up nobody. Thread-safe.
 */
final class Outbound implements Wire {

    private static final Logger LOG = Logger.getLogger(Outbound.class);
    private static final int TRY_AGAIN_LATER = 1013;

    /** Messages that are under way at once: one alone would wait for the event loop each time. */
    private static final int WINDOW = 32;

    /** Who reads so many characters each second takes something. */
    private static final long SLOWEST = 64 * 1024;

    private static final int MOST_REFUSALS = 32 * 1024;
    private static final long ROOM = 4L << 20;

    /** What even a client that reads a little may not exceed: the memory of all is at stake. */
    private static final long MOST_CHARACTERS = 64L << 20;

    private final ClientSocket socket;
    private final Optional<Duration> patience;
    private final OutQueue queue;
    private final Semaphore window = new Semaphore(WINDOW);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** How often somebody asked to hand over since the one who does it began; 0: nobody does. */
    private final AtomicInteger asked = new AtomicInteger();

    private final AtomicLong underWay = new AtomicLong();
    private volatile long lastMoved = System.nanoTime();

    Outbound(ClientSocket socket, Clients clients) {
        this(socket, socket.patience(), new OutQueue(clients.joined()));
    }

    Outbound(ClientSocket socket) {
        this(socket, socket.patience(), new OutQueue());
    }

    private Outbound(ClientSocket socket, Optional<Duration> patience, OutQueue queue) {
        this.queue = queue;
        this.socket = socket;
        this.patience = patience;
    }

    @Override
    public void send(String message) {
        if (!closed.get()) {
            queue.add(message);
            handOver();
            limit();
        }
    }

    @Override
    public void tell(Frame frame, long atMs) {
        if (!closed.get()) {
            queue.add(frame, atMs);
            handOver();
            limit();
        }
    }

    @Override
    public void sendIfRoom(String message) {
        if (queue.size() < MOST_REFUSALS && queue.characters() < ROOM) {
            send(message);
        }
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        queue.awaitAtMost(ROOM);
    }

    /** Waits until everything has left; no longer than this for the next piece of it to leave. */
    void finish(Duration grace) throws InterruptedException {
        long from = System.nanoTime();
        long rest = grace.toNanos();
        while (rest > 0 && !closed.get() && !allLeft(rest)) {
            rest = Math.max(from, lastMoved) + grace.toNanos() - System.nanoTime();
        }
    }

    private boolean allLeft(long nanos) throws InterruptedException {
        return queue.awaitAtMost(0, nanos)
                && window.tryAcquire(WINDOW, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    private void limit() {
        if (queue.characters() > MOST_CHARACTERS) {
            close(TRY_AGAIN_LATER, "too slow: 64 MiB wait; connect again and resume");
        }
    }

    @Override
    public void close(int code, String reason) {
        if (closed.compareAndSet(false, true)) {
            LOG.infof("closing a client: %s", reason);
            socket.close(code, reason);
        }
    }

    @Override
    public void stop() {
        closed.set(true);
        queue.clear();
    }

    /**
     * One thread at a time, so that the order stays; what others bring meanwhile it takes along.
     */
    private void handOver() {
        if (asked.getAndIncrement() != 0) {
            return;
        }
        int answered = 1;
        while (answered != 0) {
            handOverWhatFits();
            answered = asked.addAndGet(-answered);
        }
    }

    private void handOverWhatFits() {
        try {
            while (!closed.get() && window.tryAcquire()) {
                Optional<String> next = queue.poll();
                if (next.isEmpty()) {
                    window.release();
                    return;
                }
                lastMoved = System.nanoTime();
                handOver(next.get());
            }
        } catch (RuntimeException e) {
            LOG.debugf("a client is gone: %s", e.getMessage());
            stop();
        }
        if (queue.size() > 0) {
            watch();
        }
    }

    private void handOver(String message) {
        underWay.addAndGet(message.length());
        socket.send(message).whenComplete((_, failure) -> left(message.length(), failure));
    }

    private void left(int characters, @Nullable Throwable failure) {
        lastMoved = System.nanoTime();
        underWay.addAndGet(-characters);
        window.release();
        if (failure != null) {
            LOG.debugf("a client is gone: %s", failure.getMessage());
            stop();
        } else if (queue.size() > 0) {
            handOver();
        }
    }

    /** Something waits, and the socket takes nothing for now. */
    private void watch() {
        if (patience.isPresent() && !closed.get() && watched.compareAndSet(false, true)) {
            Duration most = patience.get();
            Thread.ofVirtual().name("rpc-patience").start(() -> beforeItStandsStill(most));
        }
    }

    /** A message that leaves piece by piece is seen to leave when all of it has. */
    private long forLarge() {
        return TimeUnit.SECONDS.toNanos(underWay.get() / SLOWEST);
    }

    private void beforeItStandsStill(Duration most) {
        try {
            while (!closed.get() && queue.size() > 0) {
                long rest = lastMoved + most.toNanos() + forLarge() - System.nanoTime();
                if (rest <= 0) {
                    close(
                            TRY_AGAIN_LATER,
                            "nothing was read for %d s; connect again and resume after the last seq"
                                    .formatted(most.toSeconds()));
                }
                Thread.sleep(Duration.ofNanos(Math.max(1, rest)));
            }
        } catch (InterruptedException _) {
            LOG.debug("a client's patience ends");
        }
        watched.set(false);
        if (queue.size() > 0) {
            watch();
        }
    }
}
