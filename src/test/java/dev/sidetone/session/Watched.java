package dev.sidetone.session;

import dev.sidetone.telemetry.Metrics;
import dev.sidetone.telemetry.OtelTracing;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Real meters and spans, kept in memory. */
final class Watched implements SpanExporter {

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<SpanData> spans = new CopyOnWriteArrayList<>();
    final Instruments instruments =
            new Instruments(
                    new CallMeters(new Metrics(registry)),
                    OtelTracing.over(
                            OpenTelemetrySdk.builder()
                                    .setTracerProvider(
                                            SdkTracerProvider.builder()
                                                    .addSpanProcessor(
                                                            SimpleSpanProcessor.create(this))
                                                    .build())
                                    .build()));

    Instruments instruments(Metering metering, Taping taping) {
        return new Instruments(instruments.meters(), instruments.tracing(), metering, taping);
    }

    /** The first number of a meter: a counter's, a timer's count, a gauge's value. */
    double number(String name, String... labels) {
        return registry.find(name).tags(labels).meters().stream().mapToDouble(Watched::first).sum();
    }

    private static double first(Meter meter) {
        return StreamSupport.stream(meter.measure().spliterator(), false)
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    SpanData span(String name) {
        return spans.stream().filter(s -> s.getName().equals(name)).findFirst().orElseThrow();
    }

    static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().getKey(), e -> e.getValue().toString()));
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        spans.addAll(ended);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
