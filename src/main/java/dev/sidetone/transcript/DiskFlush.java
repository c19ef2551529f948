package dev.sidetone.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Brings commits to the disk a little later, beside the writer. Thread-safe. */
final class DiskFlush implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DiskFlush.class);
    private static final Duration LATER = Duration.ofMillis(900);

    private final Database database;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("transcript-disk").factory());

    DiskFlush(Database database) {
        this.database = database;
    }

    /** Something was committed. */
    void committed() {
        if (database.flushes() && due.compareAndSet(false, true)) {
            try {
                var _ = timer.schedule(this::flush, LATER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the end flushes by itself", e);
            }
        }
    }

    private void flush() {
        due.set(false);
        try {
            database.flush();
        } catch (IOException e) {
            LOG.debugf(e, "the log is not flushed"); // the next write tells what is wrong
        }
    }

    /** Before the database is closed, which brings everything to the disk. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
