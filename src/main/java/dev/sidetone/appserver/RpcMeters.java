package dev.sidetone.appserver;

import dev.sidetone.telemetry.Label;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import io.micrometer.core.instrument.Counter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Counts requests by method and how they went. Thread-safe. */
final class RpcMeters {

    /** How a request went. */
    enum Outcome {
        OK,
        /** It could not be carried out as it was asked. */
        REFUSED,
        /** A fault of ours. */
        FAILED,
        /** Too many waited. */
        OVERLOADED
    }

    private final Metrics metrics;
    private final Set<String> methods;
    private final Map<String, AtomicReferenceArray<Counter>> counters = new HashMap<>();
    private final AtomicReferenceArray<Counter> other = counters();

    RpcMeters(Metrics metrics, Set<String> methods) {
        this.metrics = metrics;
        this.methods = methods;
        methods.forEach(method -> counters.put(method, counters()));
    }

    private static AtomicReferenceArray<Counter> counters() {
        return new AtomicReferenceArray<>(Outcome.values().length);
    }

    void count(String method, Outcome outcome) {
        AtomicReferenceArray<Counter> known = counters.getOrDefault(method, other);
        Counter counter = known.get(outcome.ordinal());
        if (counter == null) {
            counter =
                    metrics.counter(
                            MeterName.RPC_REQUESTS,
                            Label.among(methods, method),
                            Label.of(outcome));
            known.set(outcome.ordinal(), counter);
        }
        counter.increment();
    }
}
