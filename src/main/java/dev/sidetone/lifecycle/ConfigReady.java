package dev.sidetone.lifecycle;

import dev.sidetone.config.RunningConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The configuration's part of {@code /readyz}. Files with a fault are told but do not make the
 * service unready: what ran before goes on.
 */
@Readiness
@ApplicationScoped
class ConfigReady implements HealthCheck {

    private final RunningConfiguration running;

    ConfigReady(RunningConfiguration running) {
        this.running = running;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> faults = running.faults();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("configuration")
                        .up()
                        .withData("generation", running.generation().number())
                        .withData("state", faults.isEmpty() ? "ok" : "files_with_faults");
        if (!faults.isEmpty()) {
            answer.withData("message", Brief.of(running, String.join("; ", faults)));
        }
        return answer.build();
    }
}
