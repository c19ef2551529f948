package dev.sidetone.embedded.media;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Runs one action at a fixed rate on a thread of its own. Each run has an absolute due time, so a
 * late one does not push back those that follow; after a long stop (a suspended machine) it starts
 * anew instead of catching up in one burst.
 *
 * <p>A platform thread, because the action enters native code: there it would hold a carrier of the
 * virtual threads.
 */
final class Pacer {

    private static final Logger LOG = Logger.getLogger(Pacer.class);
    private static final long GIVE_UP_CATCHING_UP = Duration.ofMillis(200).toNanos();

    private final long period;
    private final Runnable action;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;

    Pacer(String name, Duration period, Runnable action) {
        this.period = period.toNanos();
        this.action = action;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** After this no run begins; one that is under way may still end. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the last run to end. Only after {@link #start} and {@link #stop}. */
    void awaitEnd() {
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long due = System.nanoTime();
            while (!stopped) {
                action.run();
                due = next(due);
            }
        } catch (RuntimeException e) {
            LOG.error("Audio output stopped because sending a frame failed", e);
        } finally {
            ended.countDown();
        }
    }

    private long next(long lastDue) {
        long due = lastDue + period;
        long now = System.nanoTime();
        if (now - due > GIVE_UP_CATCHING_UP) {
            return now;
        }
        while (!stopped && now - due < 0) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
        return due;
    }
}
