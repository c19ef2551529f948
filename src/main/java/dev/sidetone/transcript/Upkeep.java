package dev.sidetone.transcript;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Sees to {@link Database#upkeep} a little after something was committed. Thread-safe. */
final class Upkeep implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration LATER = Duration.ofMillis(900);
    private static final Duration END = Duration.ofSeconds(5);

    private final Database database;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("transcript-upkeep").factory());

    Upkeep(Database database) {
        this.database = database;
    }

    /**
     * Looks through the database, once, beside everything else.
     *
     * @param damage is told what was found
     */
    void examine(Consumer<String> damage) {
        Thread.ofPlatform()
                .daemon()
                .name("transcript-check")
                .start(() -> {
                    try {
                        database.examine().ifPresent(damage);
                    } catch (SQLException | RuntimeException e) {
                        LOG.warnf(e, "%s could not be looked through for damage", database.name());
                    }
                });
    }

    /** Something was committed. */
    void committed() {
        if (due.compareAndSet(false, true)) {
            try {
                var _ = timer.schedule(this::run, LATER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the end keeps up by itself", e);
            }
        }
    }

    private void run() {
        due.set(false);
        try {
            database.upkeep();
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.debugf(e, "no upkeep of the record"); // the next write tells what is wrong
        }
    }

    /** Waits for what is under way; closing the database then brings everything to the disk. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            boolean _ = timer.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
