package dev.sidetone.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Makes meters. Look one up once and keep it: an event then costs an addition. Labels come in the
 * order of {@link MeterName#labels()}.
 */
@Singleton
public final class Metrics {

    private static final Duration[] BUCKETS =
            LongStream.of(
                            5, 10, 20, 50, 100, 200, 300, 500, 750, 1_000, 1_500, 2_000, 3_000,
                            5_000, 10_000, 15_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;

    @Inject
    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Meters that count nothing. */
    public static Metrics none() {
        return new Metrics(new CompositeMeterRegistry());
    }

    public Counter counter(MeterName name, Label... labels) {
        return Counter.builder(checked(name, MeterName.Type.COUNTER))
                .description(name.meaning())
                .tags(tags(name, labels))
                .register(registry);
    }

    /** A histogram with buckets from 5 ms to 15 s. */
    public Timer timer(MeterName name, Label... labels) {
        return Timer.builder(checked(name, MeterName.Type.TIMER))
                .description(name.meaning())
                .tags(tags(name, labels))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Asked whenever somebody looks; {@code of} is held as long as the service runs. */
    public <T> void gauge(MeterName name, T of, ToDoubleFunction<T> value, Label... labels) {
        String key = checked(name, MeterName.Type.GAUGE);
        Tags tags = tags(name, labels);
        // one of a service that ran in this process before would stay and look at that
        registry.find(key).tags(tags).gauges().forEach(registry::remove);
        Gauge.builder(key, of, value)
                .description(name.meaning())
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private static String checked(MeterName name, MeterName.Type type) {
        if (name.type() != type) {
            throw new IllegalArgumentException(name + " is a " + name.type() + ", no " + type);
        }
        return name.key();
    }

    private static Tags tags(MeterName name, Label... labels) {
        if (labels.length != name.labels().size()) {
            throw new IllegalArgumentException(name + " has the labels " + name.labels());
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < labels.length; i++) {
            tags = tags.and(name.labels().get(i), labels[i].text());
        }
        return tags;
    }
}
