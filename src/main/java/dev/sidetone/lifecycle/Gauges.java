package dev.sidetone.lifecycle;

import dev.sidetone.provider.RealtimeProviders;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What is asked of the record and of the provider whenever somebody looks at the metrics. */
@Singleton
final class Gauges {

    private final Metrics metrics;
    private final TranscriptStore store;
    private final RealtimeProviders providers;

    Gauges(Metrics metrics, TranscriptStore store, RealtimeProviders providers) {
        this.metrics = metrics;
        this.store = store;
        this.providers = providers;
    }

    void register(@Observes StartupEvent event) {
        metrics.gauge(MeterName.JOURNAL_HELD, store, s -> s.health().held());
        metrics.gauge(MeterName.JOURNAL_LOST, store, s -> s.health().lost());
        metrics.gauge(MeterName.PROVIDER_CIRCUIT, providers, p -> p.health().circuit().ordinal());
    }
}
