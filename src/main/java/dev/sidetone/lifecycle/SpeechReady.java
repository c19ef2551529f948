package dev.sidetone.lifecycle;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.embedded.SpeechEngines;
import dev.sidetone.embedded.SpeechReadiness.Preparing;
import dev.sidetone.embedded.SpeechReadiness.Ready;
import dev.sidetone.embedded.SpeechReadiness.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Speech and its models in {@code /readyz}: told, never failing; typing works without it. */
@Readiness
@ApplicationScoped
class SpeechReady implements HealthCheck {

    private final SpeechEngines engines;
    private final RunningConfiguration running;

    SpeechReady(SpeechEngines engines, RunningConfiguration running) {
        this.engines = engines;
        this.running = running;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("speech").up();
        return switch (engines.readiness()) {
            case Ready() -> answer.withData("state", "ready").build();
            case Preparing(String message, long done, long total) ->
                    answer.withData("state", "preparing")
                            .withData("message", message)
                            .withData("bytesDone", done)
                            .withData("bytesTotal", total)
                            .build();
            case Unavailable(String reason, String remedy, boolean _) ->
                    answer.withData("state", "unavailable")
                            .withData("message", Brief.of(running, (reason + " " + remedy).strip()))
                            .build();
        };
    }
}
