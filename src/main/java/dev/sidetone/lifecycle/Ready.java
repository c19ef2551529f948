package dev.sidetone.lifecycle;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.transcript.StoreHealth;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The transcript's part of {@code /readyz}. A failing file is told but does not make the service
 * unready: calls go on, and what is said is held.
 */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {

    private final TranscriptStore store;
    private final RunningConfiguration running;

    Ready(TranscriptStore store, RunningConfiguration running) {
        this.store = store;
        this.running = running;
    }

    @Override
    public HealthCheckResponse call() {
        StoreHealth health = store.health();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("transcript")
                        .up()
                        .withData("state", health.state().name().toLowerCase(Locale.ROOT))
                        .withData("held", health.held())
                        .withData("lost", health.lost());
        if (!health.message().isEmpty()) {
            answer.withData("message", Brief.of(running, health.text()));
        }
        return answer.build();
    }
}
