package dev.sidetone.lifecycle;

import dev.sidetone.embedded.SpeechEngines;
import dev.sidetone.embedded.SpeechReadiness.Preparing;
import dev.sidetone.embedded.SpeechReadiness.Ready;
import dev.sidetone.embedded.SpeechReadiness.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Speech in {@code /readyz}: told, never failing; typing works without it. */
@Readiness
@ApplicationScoped
class SpeechReady implements HealthCheck {

    private final SpeechEngines engines;

    SpeechReady(SpeechEngines engines) {
        this.engines = engines;
    }

    @Override
    public HealthCheckResponse call() {
        String state =
                switch (engines.readiness()) {
                    case Ready() -> "ready";
                    case Preparing(String message, long _, long _) -> "preparing: " + message;
                    case Unavailable(String reason, String _, boolean _) ->
                            "unavailable: " + reason;
                };
        return HealthCheckResponse.named("speech").up().withData("state", state).build();
    }
}
