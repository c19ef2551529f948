package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which recognition pass runs when:
 *
 * <ul>
 *   <li>never more passes than there are lanes;
 *   <li>a final pass goes before waiting guesses;
 *   <li>a caption runs only when nothing else does, and is stopped when something else comes.
 * </ul>
 *
 * Thread-safe.
 */
final class PassScheduler {

    /** The right to run one pass; give it back with {@link #release}. */
    static final class Grant {
        private final Runnable stop;
        private final boolean caption;

        private Grant(boolean caption, Runnable stop) {
            this.caption = caption;
            this.stop = stop;
        }
    }

    private final int lanes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Grant> running = new HashSet<>();
    private int finalsWaiting;
    private int guessesWaiting;

    PassScheduler(int lanes) {
        this.lanes = lanes;
    }

    /**
     * Waits for a turn, at most {@code patience}; a caption does not wait at all.
     *
     * @param stop ends the pass when it is a caption and something else comes
     */
    Optional<Grant> acquire(Urgency urgency, Duration patience, Runnable stop)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (urgency == Urgency.PARTIAL) {
                boolean quiet = running.isEmpty() && finalsWaiting + guessesWaiting == 0;
                return quiet ? Optional.of(take(new Grant(true, stop))) : Optional.empty();
            }
            running.stream().filter(grant -> grant.caption).forEach(grant -> grant.stop.run());
            return await(urgency == Urgency.FINAL, patience.toNanos(), stop);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Grant> await(boolean isFinal, long patience, Runnable stop)
            throws InterruptedException {
        long nanos = patience;
        count(isFinal, 1);
        try {
            while (!mayStart(isFinal)) {
                if (nanos <= 0) {
                    return Optional.empty();
                }
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.of(take(new Grant(false, stop)));
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
        return running.size() < lanes && (isFinal || finalsWaiting == 0);
    }

    private Grant take(Grant grant) {
        running.add(grant);
        return grant;
    }

    void release(Grant grant) {
        lock.lock();
        try {
            running.remove(grant);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
