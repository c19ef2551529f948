package dev.sidetone.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Spans of OpenTelemetry. Loaded only when somebody wants spans: who does not pays nothing for the
 * SDK.
 */
public final class OtelTracing implements Tracing {

    private static final String SCOPE = "dev.sidetone";

    private final Tracer tracer;
    private final Runnable end;

    private OtelTracing(OpenTelemetry telemetry, Runnable end) {
        this.tracer = telemetry.getTracer(SCOPE);
        this.end = end;
    }

    /** Over an SDK that somebody else closes. */
    public static Tracing over(OpenTelemetry telemetry) {
        return new OtelTracing(telemetry, () -> {});
    }

    /**
     * Sends over OTLP with HTTP, as the standard variables {@code OTEL_*} say.
     *
     * @param endpoint stands above {@code OTEL_EXPORTER_OTLP_ENDPOINT}
     */
    static Tracing exporting(Optional<URI> endpoint) {
        var sdk =
                AutoConfiguredOpenTelemetrySdk.builder()
                        .addPropertiesSupplier(OtelTracing::usual)
                        .addPropertiesCustomizer(_ ->
                                endpoint.map(uri ->
                                                Map.of(
                                                        "otel.exporter.otlp.endpoint",
                                                        uri.toString()))
                                        .orElse(Map.of()))
                        .disableShutdownHook()
                        .build()
                        .getOpenTelemetrySdk();
        return new OtelTracing(sdk, sdk::close);
    }

    private static Map<String, String> usual() {
        return Map.of(
                "otel.service.name", "sidetone",
                "otel.traces.exporter", "otlp",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
    }

    @Override
    public boolean on() {
        return true;
    }

    @Override
    public Span root(SpanName name) {
        return new Recorded(begin(name, Context.root()));
    }

    @Override
    public void close() {
        end.run();
    }

    private io.opentelemetry.api.trace.Span begin(SpanName name, Context above) {
        SpanBuilder builder = tracer.spanBuilder(name.text()).setParent(above);
        if (name == SpanName.PROVIDER_REQUEST) {
            builder.setSpanKind(SpanKind.CLIENT);
        }
        return builder.startSpan();
    }

    private final class Recorded implements Span {

        private final io.opentelemetry.api.trace.Span span;

        Recorded(io.opentelemetry.api.trace.Span span) {
            this.span = span;
        }

        @Override
        public Span child(SpanName name) {
            return new Recorded(begin(name, Context.root().with(span)));
        }

        @Override
        public Span with(SpanKey key, String id) {
            span.setAttribute(key.text(), id);
            return this;
        }

        @Override
        public Span with(SpanKey key, Enum<?> word) {
            return with(key, lower(word));
        }

        @Override
        public Span with(SpanKey key, long number) {
            span.setAttribute(key.text(), number);
            return this;
        }

        @Override
        public void firstSound() {
            span.addEvent("first sound");
        }

        @Override
        public void end() {
            span.end();
        }

        @Override
        public void fail(Enum<?> kind) {
            span.setAttribute("error.type", lower(kind));
            span.setStatus(StatusCode.ERROR);
            span.end();
        }
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
