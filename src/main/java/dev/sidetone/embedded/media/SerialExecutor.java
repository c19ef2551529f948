package dev.sidetone.embedded.media;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Runs tasks one after another on a shared pool, in the order they came. Bounded: a task beyond the
 * capacity is refused and the caller decides (newest refused).
 */
final class SerialExecutor {

    private static final Logger LOG = Logger.getLogger(SerialExecutor.class);

    private final Executor pool;
    private final int capacity;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SerialExecutor(Executor pool, int capacity) {
        this.pool = pool;
        this.capacity = capacity;
    }

    /**
     * @return false when the task was refused because too many are waiting
     */
    boolean offer(Runnable task) {
        synchronized (tasks) {
            if (tasks.size() >= capacity) {
                return false;
            }
            enqueue(task);
        }
        return true;
    }

    /** Takes the task even beyond the capacity: for the few that must never be lost. */
    void force(Runnable task) {
        synchronized (tasks) {
            enqueue(task);
        }
    }

    private void enqueue(Runnable task) {
        tasks.add(task);
        if (!running) {
            running = true;
            pool.execute(this::drain);
        }
    }

    private void drain() {
        for (Runnable task = next(); task != NOTHING; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A media task failed; the call goes on without it", e);
            }
        }
    }

    private Runnable next() {
        synchronized (tasks) {
            Runnable task = tasks.poll();
            if (task == null) {
                running = false;
                return NOTHING;
            }
            return task;
        }
    }

    private static final Runnable NOTHING = () -> {};
}
