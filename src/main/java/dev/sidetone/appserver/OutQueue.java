package dev.sidetone.appserver;

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

    /** As long as fewer wait, every piece is told as it came. */
    static final int MANY = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** By thread and key: the last piece that waits, unless something else was told since. */
    private final Map<String, Map<String, Piece>> open = new HashMap<>();

    private long characters;

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
        Optional<Delta> delta = Delta.of(frame);
        String thread = frame.params().path("threadId").asText();
        lock.lock();
        try {
            if (delta.isEmpty()) {
                open.remove(thread);
                enter(new Plain(Rpc.notification(frame, atMs)));
            } else if (!joined(thread, delta.get(), frame)) {
                var piece = new Piece(frame, delta.get(), atMs);
                open.computeIfAbsent(thread, _ -> new HashMap<>()).put(delta.get().key(), piece);
                enter(piece);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean joined(String thread, Delta delta, Frame frame) {
        if (waiting.size() < MANY) {
            return false;
        }
        Optional<Piece> before =
                Optional.ofNullable(open.getOrDefault(thread, Map.of()).get(delta.key()))
                        .filter(piece -> delta.canFollow(piece.text));
        before.ifPresent(piece -> {
            characters -= piece.size();
            piece.join(delta.text(frame));
            characters += piece.size();
        });
        return before.isPresent();
    }

    private void enter(Waiting message) {
        waiting.add(message);
        characters += message.size();
        changed.signalAll();
    }

    /** The next message; waits for one. */
    String take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                changed.await();
            }
            Waiting next = waiting.remove();
            characters -= next.size();
            if (next instanceof Piece piece) {
                String thread = piece.frame.params().path("threadId").asText();
                open.getOrDefault(thread, new HashMap<>()).remove(piece.delta.key(), piece);
            }
            changed.signalAll();
            return next.message();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until at most so many characters wait. */
    void awaitAtMost(long most) throws InterruptedException {
        lock.lock();
        try {
            while (characters > most) {
                changed.await();
            }
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
