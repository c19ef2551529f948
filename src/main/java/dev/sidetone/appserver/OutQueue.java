package dev.sidetone.appserver;

import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be told to one client, in order. While much waits, pieces of the same text or sound
 * are joined; no other message is ever left out or overtaken. Thread-safe.
 */
final class OutQueue {

    /** As long as fewer wait, every piece is told as it came; some more are on their way then. */
    static final int MANY = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** By thread and key: the last piece that waits, unless something else was told since. */
    private final Map<String, Map<String, Piece>> open = new HashMap<>();

    private long characters;
    private final Counter joined;

    /** A queue that nobody watches. */
    OutQueue() {
        this(Metrics.none().counter(MeterName.RPC_JOINED));
    }

    /**
     * @param joined counts the pieces that were joined to the one before
     */
    OutQueue(Counter joined) {
        this.joined = joined;
    }

    /** A message that waits. */
    private abstract static sealed class Waiting {
        abstract String message();

        abstract long size();
    }

    private static final class Plain extends Waiting {
        private final String message;

        Plain(String message) {
            this.message = message;
        }

        @Override
        String message() {
            return message;
        }

        @Override
        long size() {
            return message.length();
        }
    }

    private static final class Piece extends Waiting {
        private final Frame frame;
        private final Delta delta;
        private final long atMs;
        private final StringBuilder text;

        Piece(Frame frame, Delta delta, long atMs) {
            this.frame = frame;
            this.delta = delta;
            this.atMs = atMs;
            this.text = new StringBuilder(delta.text(frame));
        }

        void join(String more) {
            if (delta.replaces()) {
                text.setLength(0);
            }
            text.append(more);
        }

        @Override
        String message() {
            return Rpc.notification(delta.with(frame, text.toString()), atMs);
        }

        @Override
        long size() {
            return text.length();
        }
    }

    void add(String message) {
        lock.lock();
        try {
            enter(new Plain(message));
        } finally {
            lock.unlock();
        }
    }

    void add(Frame frame, long atMs) {
        if (size() < MANY) {
            addAsItIs(frame, atMs);
            return;
        }
        Optional<Delta> delta = Delta.of(frame);
        if (delta.isEmpty()) {
            addAsItIs(frame, atMs);
            return;
        }
        String thread = thread(frame);
        lock.lock();
        try {
            if (!joined(thread, delta.get(), frame)) {
                var piece = new Piece(frame, delta.get(), atMs);
                open.computeIfAbsent(thread, _ -> new HashMap<>()).put(delta.get().key(), piece);
                enter(piece);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing that comes later is joined to what came before this. */
    private void addAsItIs(Frame frame, long atMs) {
        var plain = new Plain(Rpc.notification(frame, atMs));
        lock.lock();
        try {
            if (!open.isEmpty()) {
                open.remove(thread(frame));
            }
            enter(plain);
        } finally {
            lock.unlock();
        }
    }

    private static String thread(Frame frame) {
        return frame.params().path("threadId").asText();
    }

    private boolean joined(String thread, Delta delta, Frame frame) {
        Optional<Piece> before =
                Optional.ofNullable(open.getOrDefault(thread, Map.of()).get(delta.key()))
                        .filter(piece -> delta.canFollow(piece.text));
        before.ifPresent(piece -> {
            characters -= piece.size();
            piece.join(delta.text(frame));
            joined.increment();
            characters += piece.size();
        });
        return before.isPresent();
    }

    private void enter(Waiting message) {
        waiting.add(message);
        characters += message.size();
    }

    /** The next message; empty when none waits. */
    Optional<String> poll() {
        return next().map(Waiting::message);
    }

    private Optional<Waiting> next() {
        lock.lock();
        try {
            Optional<Waiting> next = Optional.ofNullable(waiting.poll());
            next.ifPresent(this::gone);
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void gone(Waiting message) {
        characters -= message.size();
        if (message instanceof Piece piece) {
            open.computeIfPresent(
                    thread(piece.frame),
                    (_, ofThread) -> {
                        ofThread.remove(piece.delta.key(), piece);
                        return ofThread.isEmpty() ? null : ofThread;
                    });
        }
        fewer.signalAll();
    }

    /** Waits until at most so many characters wait; for ever if need be. */
    void awaitAtMost(long most) throws InterruptedException {
        boolean _ = awaitAtMost(most, Long.MAX_VALUE);
    }

    /**
     * @return false when more waited still after so many nanoseconds
     */
    boolean awaitAtMost(long most, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (characters > most && left > 0) {
                left = fewer.awaitNanos(left);
            }
            return characters <= most;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits: nobody takes it any more. */
    void clear() {
        lock.lock();
        try {
            waiting.clear();
            open.clear();
            characters = 0;
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    long characters() {
        lock.lock();
        try {
            return characters;
        } finally {
            lock.unlock();
        }
    }
}
