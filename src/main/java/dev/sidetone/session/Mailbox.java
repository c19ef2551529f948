package dev.sidetone.session;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A call's bounded mailbox. Each lane has its size and its policy for what does not fit; over all
 * open lanes events come out in the order they went in, and one at a time: who takes one has the
 * call until it takes the next, and while nobody has it and nothing waits, a sender may {@link
 * #borrow} it. Thread-safe.
 */
final class Mailbox {

    /** Where an event waits. */
    enum Lane {
        /** Life cycle, timers and wishes of the user: the sender waits. */
        CONTROL(256, Overflow.SENDER_WAITS, false),
        /** Events of the provider: the reader of its socket waits, and so does the provider. */
        PROVIDER(256, Overflow.SENDER_WAITS, false),
        /**
         * Microphone: the newest frame is dropped and counted. What is said of the sound, that a
         * turn ends or what came is to be forgotten, keeps its place in it and is never dropped.
         */
        AUDIO(256, Overflow.NEWEST_FRAME_DROPPED, true),
        /** Typed text: the sender waits. */
        TEXT(64, Overflow.SENDER_WAITS, true),
        /** What the agent says: the agent waits. */
        AGENT(64, Overflow.SENDER_WAITS, true);

        private final int capacity;
        private final Overflow overflow;
        private final boolean input;

        Lane(int capacity, Overflow overflow, boolean input) {
            this.capacity = capacity;
            this.overflow = overflow;
            this.input = input;
        }

        /** Places in a lane of sound that no frame takes. */
        private int room(boolean frame) {
            boolean reserved = overflow == Overflow.NEWEST_FRAME_DROPPED && !frame;
            return reserved ? capacity + RESERVED : capacity;
        }

        /** It is held back until the call can take input. */
        boolean input() {
            return input;
        }
    }

    private static final int RESERVED = 16;

    /** What becomes of an event that does not fit. */
    enum Overflow {
        SENDER_WAITS,
        NEWEST_FRAME_DROPPED
    }

    private record Letter(long number, CallEvent event) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Lane, ArrayDeque<Letter>> lanes = new EnumMap<>(Lane.class);
    private long numbers;
    private long dropped;
    private boolean closed;

    /** Somebody handles an event; at first the one who begins the call. */
    private boolean busy = true;

    Mailbox() {
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new ArrayDeque<>());
        }
    }

    /**
     * @return false when the event was not taken: dropped by the lane's policy, or the call is over
     */
    boolean put(Lane lane, CallEvent event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean frame = event instanceof CallEvent.AudioCame;
            while (!closed && queue(lane).size() >= lane.room(frame)) {
                if (lane.overflow == Overflow.NEWEST_FRAME_DROPPED && frame) {
                    dropped++;
                    return false;
                }
                changed.await();
            }
            if (closed) {
                return false;
            }
            queue(lane).add(new Letter(numbers++, event));
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * True: nobody handles an event, none waits in the lanes that are open, and the caller has the
     * call until it gives it back.
     */
    boolean borrow(Predicate<Lane> open) {
        lock.lock();
        try {
            boolean free = !closed && !busy && oldest(open).isEmpty();
            busy |= free;
            return free;
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        lock.lock();
        try {
            busy = false;
            if (lanes.values().stream().anyMatch(lane -> !lane.isEmpty())) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The oldest event of the lanes that are open; waits for one, and until nobody is busy. */
    CallEvent take(Predicate<Lane> open) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            busy = false;
            while (true) {
                Optional<Lane> next = busy ? Optional.empty() : oldest(open);
                if (next.isPresent()) {
                    busy = true;
                    CallEvent event = queue(next.get()).remove().event();
                    changed.signalAll();
                    return event;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Events that wait in a lane. */
    int waiting(Lane lane) {
        lock.lock();
        try {
            return queue(lane).size();
        } finally {
            lock.unlock();
        }
    }

    /** Frames of the microphone that did not fit so far. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is taken any more; senders that wait return. Gives what was left in its order. */
    List<CallEvent> close() {
        lock.lock();
        try {
            closed = true;
            List<CallEvent> left =
                    lanes.values().stream()
                            .flatMap(ArrayDeque::stream)
                            .sorted(Comparator.comparingLong(Letter::number))
                            .map(Letter::event)
                            .toList();
            lanes.values().forEach(ArrayDeque::clear);
            changed.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Lane> oldest(Predicate<Lane> open) {
        Optional<Lane> best = Optional.empty();
        long lowest = Long.MAX_VALUE;
        for (Lane lane : Lane.values()) {
            Letter first = queue(lane).peek();
            if (first != null && first.number() < lowest && open.test(lane)) {
                best = Optional.of(lane);
                lowest = first.number();
            }
        }
        return best;
    }

    private ArrayDeque<Letter> queue(Lane lane) {
        return java.util.Objects.requireNonNull(lanes.get(lane));
    }
}
