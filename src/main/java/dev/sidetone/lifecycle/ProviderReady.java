package dev.sidetone.lifecycle;

import dev.sidetone.provider.ProviderHealth;
import dev.sidetone.provider.RealtimeProviders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The provider in {@code /readyz}: told, never failing. A hosted provider that is down is down for
 * every copy of the service; one that took itself out would only take typing and the record away
 * too.
 */
@Readiness
@ApplicationScoped
class ProviderReady implements HealthCheck {

    private final RealtimeProviders providers;

    ProviderReady(RealtimeProviders providers) {
        this.providers = providers;
    }

    @Override
    public HealthCheckResponse call() {
        return told(providers.health());
    }

    static HealthCheckResponse told(ProviderHealth health) {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("provider")
                        .up()
                        .withData("family", lower(health.family()))
                        .withData("circuit", lower(health.circuit()));
        String message = message(health);
        if (!message.isEmpty()) {
            answer.withData("message", message);
        }
        return answer.build();
    }

    private static String message(ProviderHealth health) {
        if (health.missingKey().isPresent()) {
            return "No call can begin: %s.".formatted(health.missingKey().get());
        }
        return switch (health.circuit()) {
            case OPEN ->
                    "The last calls did not begin, so the provider is left alone for another %d s. %s Check its status and its base URL, or choose another provider."
                            .formatted(seconds(health), health.lastFault());
            case HALF_OPEN ->
                    "The last calls did not begin; the next one is a trial. %s"
                            .formatted(health.lastFault());
            case CLOSED ->
                    health.lastFault().isEmpty()
                            ? ""
                            : "The last call did not begin. %s".formatted(health.lastFault());
        };
    }

    private static long seconds(ProviderHealth health) {
        return Math.max(1, health.rest().toSeconds());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
