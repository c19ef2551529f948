package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * Decides which recognition pass runs when, on which lane (a state of the engine) and with how many
 * threads. A pass cannot be aborted, so what counts is what is allowed to start:
 *
 * <ul>
 *   <li>never more threads than cores, because the engine's threads spin;
 *   <li>a final pass takes any free lane with a free core, so that a stale guess does not delay it,
 *       and goes before waiting guesses;
 *   <li>a caption runs only when nothing else does.
 * </ul>
 *
 * Thread-safe.
 */
final class PassScheduler {

    private static final int LANES = 2;
    private static final int MAX_THREADS = 2;

    /** The right to run one pass; give it back with {@link #release}. */
    record Grant(int lane, int threads) {}

    private final int cores;
    private final IntPredicate idleFor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final boolean[] busy = new boolean[LANES];
    private int threadsInUse;
    private int finalsWaiting;
    private int guessesWaiting;

    PassScheduler(int cores, IntPredicate idleFor) {
        this.cores = cores;
        this.idleFor = idleFor;
    }

    int lanes() {
        return LANES;
    }

    /** Waits for a turn, at most {@code patience}; a caption does not wait at all. */
    Optional<Grant> acquire(Urgency urgency, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (urgency == Urgency.PARTIAL) {
                boolean quiet = threadsInUse == 0 && finalsWaiting + guessesWaiting == 0;
                return quiet ? Optional.of(take()) : Optional.empty();
            }
            return await(urgency == Urgency.FINAL, patience.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private Optional<Grant> await(boolean isFinal, long nanos) throws InterruptedException {
        count(isFinal, 1);
        try {
            while (!mayStart(isFinal)) {
                if (nanos <= 0) {
                    return Optional.empty();
                }
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.of(take());
        } finally {
            count(isFinal, -1);
            changed.signalAll(); // a guess may have waited for this final pass to go first
        }
    }

    private void count(boolean isFinal, int change) {
        if (isFinal) {
            finalsWaiting += change;
        } else {
            guessesWaiting += change;
        }
    }

    private boolean mayStart(boolean isFinal) {
        boolean free = threadsInUse < cores && (!busy[0] || !busy[1]);
        return free && (isFinal || finalsWaiting == 0);
    }

    private Grant take() {
        int lane = busy[0] ? 1 : 0;
        int free = cores - threadsInUse;
        int threads = 1;
        while (threads < Math.min(free, MAX_THREADS) && idleFor.test(threadsInUse + threads + 1)) {
            threads++;
        }
        busy[lane] = true;
        threadsInUse += threads;
        return new Grant(lane, threads);
    }

    void release(Grant grant) {
        lock.lock();
        try {
            busy[grant.lane()] = false;
            threadsInUse -= grant.threads();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
