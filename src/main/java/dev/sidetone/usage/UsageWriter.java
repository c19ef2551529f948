package dev.sidetone.usage;

import dev.sidetone.telemetry.Quiet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Writes entries beside the calls, all that wait in one go, so that no call waits for the disk.
 * What cannot be written is held and tried again; if that lasts, the oldest is given up.
 * Thread-safe.
 */
final class UsageWriter {

    private static final Logger LOG = Logger.getLogger(UsageWriter.class);
    private static final int MOST_HELD = 50_000;
    private static final int BATCH = 500;
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final UsageStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<UsageEntry> waiting = new ArrayDeque<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("usage-writer").unstarted(this::run);
    private long booked;
    private long written;
    private boolean started;
    private boolean failing;
    private boolean closed;

    UsageWriter(UsageStore store) {
        this.store = store;
    }

    /** Never waits for the disk. */
    void book(UsageEntry entry) {
        lock.lock();
        try {
            if (waiting.size() == MOST_HELD) {
                waiting.removeFirst();
                written++;
                LOG.errorf("usage of call %s is lost: too much waits", entry.account().call());
            }
            waiting.addLast(entry);
            booked++;
            start();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (!started) {
            started = true;
            thread.start();
        }
    }

    /** Waits until what was booked before is written, or cannot be. */
    void settle(Duration atMost) {
        lock.lock();
        try {
            long until = booked;
            long left = atMost.toNanos();
            while (written < until && !failing && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Duration retry = FIRST_RETRY;
        try {
            for (List<UsageEntry> batch = next(); !batch.isEmpty(); batch = next()) {
                if (written(batch)) {
                    retry = FIRST_RETRY;
                } else {
                    pause(retry);
                    Duration longer = retry.multipliedBy(2);
                    retry = longer.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : longer;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits; nothing when it is over. */
    private List<UsageEntry> next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            return closed && failing
                    ? List.of()
                    : waiting.stream()
                            .limit(BATCH)
                            .collect(ArrayList::new, List::add, List::addAll);
        } finally {
            lock.unlock();
        }
    }

    private boolean written(List<UsageEntry> batch) {
        boolean done = stored(batch);
        lock.lock();
        try {
            failing = !done;
            for (int i = 0; done && i < batch.size() && waiting.peekFirst() == batch.get(i); i++) {
                waiting.removeFirst();
                written++;
            }
            changed.signalAll();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private boolean stored(List<UsageEntry> batch) {
        try {
            store.add(batch);
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(
                    Quiet.of(e), "%d entries of usage wait: they cannot be written", batch.size());
            return false;
        }
    }

    private void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
