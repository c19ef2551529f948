package dev.sidetone.lifecycle;

import dev.sidetone.session.Sessions;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The end in order: readiness goes down and no call begins, calls end and are told why while the
 * listener still stands, then the listener closes, and last the transcript writes what it holds.
 */
@Singleton
final class Ending {

    private static final Duration CALLS = Duration.ofSeconds(5);

    private final Sessions sessions;

    Ending(Sessions sessions) {
        this.sessions = sessions;
    }

    void endCalls(@Observes ShutdownDelayInitiatedEvent event) {
        try {
            sessions.endAll(CALLS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
