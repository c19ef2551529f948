package dev.sidetone.recording;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes out sound that is older than it may be, every hour. */
@Singleton
final class RecordingSweep {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration THEN = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(RecordingSweep.class);

    private final Recordings recordings;
    private final ScheduledExecutorService hourly =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("recording-sweep").factory());

    @Inject
    RecordingSweep(Recordings recordings) {
        this.recordings = recordings;
    }

    void start(@Observes StartupEvent begun) {
        var _ =
                hourly.scheduleWithFixedDelay(
                        this::quietly, FIRST.toMillis(), THEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that fails would be the last. */
    private void quietly() {
        try {
            int gone = recordings.sweep();
            if (gone > 0) {
                LOG.infof(
                        "%d pieces of recorded sound were older than they may be and are gone",
                        gone);
            }
        } catch (RuntimeException e) {
            LOG.warnf("old recorded sound was not taken out, tried again in an hour: %s", e);
        }
    }

    @PreDestroy
    void close() {
        hourly.shutdownNow();
    }
}
