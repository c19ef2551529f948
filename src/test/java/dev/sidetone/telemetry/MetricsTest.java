package dev.sidetone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Metrics metrics = new Metrics(registry);

    @Test
    void aTextFromOutsideIsOther() {
        Set<String> known = Set.of("turn/start");
        Label ok = Label.of(TimeUnit.DAYS);

        metrics.counter(MeterName.RPC_REQUESTS, Label.among(known, "turn/start"), ok).increment();
        metrics.counter(MeterName.RPC_REQUESTS, Label.among(known, "a"), ok).increment();
        metrics.counter(MeterName.RPC_REQUESTS, Label.among(known, "b"), ok).increment();

        assertThat(registry.getMeters())
                .extracting(m -> m.getId().getTag("method"))
                .containsExactlyInAnyOrder("turn/start", "other");
        assertThat(registry.get("sidetone.rpc.requests").tag("method", "other").counter().count())
                .isEqualTo(2);
    }

    @Test
    void aMeterHasItsOwnTypeAndAllItsLabels() {
        assertThatThrownBy(() -> metrics.counter(MeterName.CALLS))
                .hasMessageContaining("CALLS is a GAUGE");
        assertThatThrownBy(() -> metrics.counter(MeterName.RPC_REQUESTS))
                .hasMessageContaining("[method, outcome]");
    }

    @Test
    void theBucketsGoFromFiveMillisecondsToFifteenSeconds() {
        var timer = metrics.timer(MeterName.TURN_LATENCY, Label.of(TimeUnit.DAYS));
        timer.record(4, TimeUnit.MILLISECONDS);
        timer.record(14, TimeUnit.SECONDS);

        var counts = timer.takeSnapshot().histogramCounts();
        assertThat(counts[0].bucket(TimeUnit.MILLISECONDS)).isEqualTo(5);
        assertThat(counts[0].count()).isOne();
        assertThat(counts[counts.length - 1].bucket(TimeUnit.SECONDS)).isEqualTo(15);
        assertThat(counts[counts.length - 1].count()).isEqualTo(2);
    }
}
