package dev.sidetone.telemetry;

import dev.sidetone.config.RunningConfiguration;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Spans when the configuration or the environment names where they go. */
@Singleton
class TracingProducer {

    private static final List<String> NAMED_BY =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    @Produces
    @Singleton
    Tracing tracing(RunningConfiguration running) {
        Optional<URI> endpoint = running.started().operations().otlpEndpoint();
        boolean wanted = endpoint.isPresent() || NAMED_BY.stream().anyMatch(TracingProducer::isSet);
        return wanted ? OtelTracing.exporting(endpoint) : Tracing.OFF;
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** What was not sent yet is sent. */
    void end(@Disposes Tracing tracing) {
        tracing.close();
    }
}
