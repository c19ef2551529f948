package dev.sidetone.telemetry;

/** Where spans go: nowhere unless an exporter is set. Thread-safe. */
public interface Tracing {

    /** Nobody wants spans. */
    Tracing OFF =
            new Tracing() {
                @Override
                public boolean on() {
                    return false;
                }

                @Override
                public Span root(SpanName name) {
                    return Span.OFF;
                }
            };

    /** False: what is only needed for spans need not be worked out. */
    boolean on();

    /** Begins a span that has no other above it. */
    Span root(SpanName name);

    /** Sends what was not sent yet. */
    default void close() {}
}
