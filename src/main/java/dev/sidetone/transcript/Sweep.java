package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes out for good what was deleted {@link #KEPT} ago, every hour. */
@Singleton
final class Sweep {

    /** How long a deletion can be undone. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration THEN = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final TranscriptStore store;
    private final InstantSource clock;
    private final ScheduledExecutorService hourly =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("transcript-sweep").factory());

    @Inject
    Sweep(TranscriptStore store) {
        this(store, InstantSource.system());
    }

    Sweep(TranscriptStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    void start(@Observes StartupEvent begun) {
        var _ =
                hourly.scheduleWithFixedDelay(
                        this::quietly, FIRST.toMillis(), THEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was taken out. */
    List<ConversationId> sweep() {
        List<ConversationId> gone = store.purge(clock.instant().minus(KEPT));
        gone.forEach(id -> LOG.infof("conversation %s was deleted 30 days ago and is purged", id));
        return gone;
    }

    /** One that fails would be the last. */
    private void quietly() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warnf("deleted conversations were not purged, tried again in an hour: %s", e);
        }
    }

    @PreDestroy
    void close() {
        hourly.shutdownNow();
    }
}
