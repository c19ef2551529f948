package dev.sidetone.appserver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The requests of one client that wait: in order within a lane, lanes beside each other, each on a
 * virtual thread. Bounded over all lanes. Thread-safe.
 */
final class Lanes {

    static final int MOST_WAITING = 128;

    /** Of what waits or runs: a request may be large, and what it is read into is larger. */
    private static final long MOST_CHARACTERS = 8L << 20;

    /** What cancels is still taken when the others are too many: it makes them fewer. */
    private static final int MORE_THAT_CANCEL = 16;

    /** What cancels is taken whatever waits when it is no longer than this. */
    private static final int LONGEST_THAT_CANCELS = 64 * 1024;

    /** More lanes than these wait for one of them, a request each in turn. */
    private static final int MOST_AT_ONCE = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();
    private final Set<Thread> workers = new HashSet<>();
    private final Work work;
    private int waiting;
    private long characters;
    private boolean stopped;

    /** Carries out a request. */
    interface Work {
        void on(Task task) throws InterruptedException;
    }

    private static final class Lane {
        private final String name;
        private final ArrayDeque<Task> tasks = new ArrayDeque<>();
        private Optional<Task> running = Optional.empty();

        Lane(String name) {
            this.name = name;
        }

        Stream<Task> all() {
            return Stream.concat(running.stream(), tasks.stream());
        }
    }

    Lanes(Work work) {
        this.work = work;
    }

    /**
     * Never waits. A request that cancels makes those of its thread unwanted that came before it.
     *
     * @return false when too many wait, or too much
     */
    boolean offer(String name, Task task) {
        lock.lock();
        try {
            if (!fits(task) || waiting >= MOST_WAITING + (task.cancels() ? MORE_THAT_CANCEL : 0)) {
                return false;
            }
            if (!stopped) {
                enter(lanes.computeIfAbsent(name, Lane::new), task);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Task task) {
        return characters == 0
                || characters + task.characters() <= MOST_CHARACTERS
                || (task.cancels() && task.characters() <= LONGEST_THAT_CANCELS);
    }

    private void enter(Lane lane, Task task) {
        if (task.cancels()) {
            lane.all()
                    .filter(earlier -> earlier.thread().equals(task.thread()))
                    .forEach(Task::cancel);
        }
        boolean sleeps = lane.all().findAny().isEmpty();
        lane.tasks.add(task);
        waiting++;
        characters += task.characters();
        if (sleeps) {
            ready.add(lane);
            wake();
        }
    }

    private void wake() {
        if (workers.size() < MOST_AT_ONCE) {
            Thread worker = Thread.ofVirtual().name("rpc-in").unstarted(this::carryOut);
            workers.add(worker);
            worker.start();
        }
    }

    private void carryOut() {
        try {
            Optional<Lane> lane = next();
            while (lane.isPresent()) {
                try {
                    work.on(lane.get().running.orElseThrow());
                } finally {
                    done(lane.get());
                }
                lane = next();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    /** A lane whose first request now runs; without one the worker leaves in the same step. */
    private Optional<Lane> next() {
        lock.lock();
        try {
            Optional<Lane> lane = Optional.ofNullable(ready.poll());
            lane.ifPresentOrElse(this::begin, () -> workers.remove(Thread.currentThread()));
            return lane;
        } finally {
            lock.unlock();
        }
    }

    private void begin(Lane lane) {
        lane.running = Optional.of(lane.tasks.remove());
        waiting--;
    }

    private void done(Lane lane) {
        lock.lock();
        try {
            characters -= lane.running.map(Task::characters).orElse(0);
            lane.running = Optional.empty();
            if (lane.tasks.isEmpty()) {
                lanes.remove(lane.name);
            } else {
                ready.add(lane);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A worker that a fault has ended leaves its lane to another one. */
    private void leave() {
        lock.lock();
        try {
            workers.remove(Thread.currentThread());
            if (!stopped && !ready.isEmpty()) {
                wake();
            }
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a request waits or runs in a lane that is about this. */
    boolean holds(String name, Predicate<Task> like) {
        lock.lock();
        try {
            return Optional.ofNullable(lanes.get(name)).stream().flatMap(Lane::all).anyMatch(like);
        } finally {
            lock.unlock();
        }
    }

    /** Requests that wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is carried out. */
    void finish(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!lanes.isEmpty() && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those that wait are dropped, those that run are interrupted. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            ready.clear();
            lanes.values().forEach(lane -> lane.tasks.clear());
            waiting = 0;
            characters = 0;
            workers.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }
}
