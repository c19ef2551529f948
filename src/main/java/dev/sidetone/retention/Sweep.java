package dev.sidetone.retention;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes out for good what has to go, every hour. */
@Singleton
final class Sweep {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration THEN = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Retention retention;
    private final InstantSource clock = InstantSource.system();
    private final ScheduledExecutorService hourly =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("retention-sweep").factory());

    @Inject
    Sweep(Retention retention) {
        this.retention = retention;
    }

    void start(@Observes StartupEvent begun) {
        var _ =
                hourly.scheduleWithFixedDelay(
                        this::quietly, FIRST.toMillis(), THEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that fails would be the last. */
    private void quietly() {
        try {
            for (Erasure gone : retention.apply(clock.instant())) {
                LOG.infof(
                        "of conversation %s %d items are taken out for good: %s",
                        gone.conversation(), gone.items(), gone.why().text());
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("what is kept no longer was not all taken out, or not logged: %s", e);
        }
    }

    @PreDestroy
    void close() {
        hourly.shutdownNow();
    }
}
