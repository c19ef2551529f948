package dev.sidetone.embedded.media;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all legs share. Platform threads, because most of what they do is native code.
 */
final class MediaThreads {

    private final ExecutorService pool =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("media-control-", 0).factory());
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("media-timer").factory());

    MediaThreads() {
        timer.setRemoveOnCancelPolicy(true);
    }

    Executor pool() {
        return pool;
    }

    /** The task must only hand over; all legs share one timer thread. */
    Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void shutdown() {
        timer.shutdownNow();
        pool.shutdown();
    }
}
