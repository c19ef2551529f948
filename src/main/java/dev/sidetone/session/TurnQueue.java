package dev.sidetone.session;

import dev.sidetone.telemetry.Quiet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Runs a conversation's turns one after the other, each on its own virtual thread, in the order
 * they were asked for. Thread-safe.
 */
final class TurnQueue {

    private static final Logger LOG = Logger.getLogger(TurnQueue.class);
    private static final int MOST_WAITING = 32;

    /** Carries out one turn; an interrupt stops it. */
    interface Runner {
        void run(TurnRequest request);

        /** The turn is stopped before it began. */
        void dropped(TurnRequest request);

        /** A fault of ours ended it, perhaps before who asked was told anything. */
        void broke(TurnRequest request);

        /** Nothing runs or waits any more. */
        default void idle() {}
    }

    private record Running(TurnRequest request, Thread thread) {}

    private final Runner runner;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<TurnRequest> waiting = new ArrayDeque<>();
    private Optional<Running> running = Optional.empty();

    TurnQueue(Runner runner) {
        this.runner = runner;
    }

    /**
     * @return false when too many wait already
     */
    boolean submit(TurnRequest request) {
        lock.lock();
        try {
            if (waiting.size() >= MOST_WAITING) {
                return false;
            }
            waiting.add(request);
            startNext();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops the running turn and drops the waiting ones that match. */
    boolean stop(Predicate<TurnRequest> which) {
        List<TurnRequest> dropped = new ArrayList<>();
        boolean found;
        lock.lock();
        try {
            waiting.removeIf(request -> which.test(request) && dropped.add(request));
            Optional<Running> hit = running.filter(r -> which.test(r.request()));
            hit.ifPresent(r -> r.thread().interrupt());
            found = hit.isPresent() || !dropped.isEmpty();
        } finally {
            lock.unlock();
        }
        dropped.forEach(request -> guarded(request, runner::dropped));
        return found;
    }

    boolean runs(String turnId) {
        lock.lock();
        try {
            return running.filter(r -> r.request().turnId().equals(turnId)).isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** The one that runs. */
    Optional<TurnRequest> running() {
        lock.lock();
        try {
            return running.map(Running::request);
        } finally {
            lock.unlock();
        }
    }

    boolean idle() {
        lock.lock();
        try {
            return running.isEmpty() && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Turns that wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void startNext() {
        if (running.isPresent() || waiting.isEmpty()) {
            return;
        }
        TurnRequest next = waiting.remove();
        Thread thread =
                Thread.ofVirtual().name("turn-" + next.turnId()).unstarted(() -> runThenNext(next));
        running = Optional.of(new Running(next, thread));
        thread.start();
    }

    private void runThenNext(TurnRequest request) {
        try {
            guarded(request, runner::run);
        } finally {
            lock.lock();
            try {
                running = Optional.empty();
                startNext();
            } finally {
                lock.unlock();
            }
            if (idle()) {
                runner.idle();
            }
        }
    }

    /** Whoever asked waits for the end of it. */
    private void guarded(TurnRequest request, Consumer<TurnRequest> work) {
        try {
            work.accept(request);
        } catch (RuntimeException | Error e) {
            LOG.errorf(Quiet.of(e), "turn %s broke", request.turnId());
            broke(request);
        }
    }

    private void broke(TurnRequest request) {
        try {
            runner.broke(request);
        } catch (RuntimeException | Error e) {
            LOG.errorf(Quiet.of(e), "the end of turn %s was not told to all", request.turnId());
        }
    }
}
