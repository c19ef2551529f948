package dev.sidetone.telemetry;

/**
 * A piece of work with its begin and its end. What it is told stands in {@link SpanKey}: ids,
 * durations, counts and words that are known beforehand, never what somebody said. Thread-safe.
 */
public interface Span {

    /** One that nobody sees. */
    Span OFF =
            new Span() {
                @Override
                public Span child(SpanName name) {
                    return this;
                }

                @Override
                public Span with(SpanKey key, String id) {
                    return this;
                }

                @Override
                public Span with(SpanKey key, Enum<?> word) {
                    return this;
                }

                @Override
                public Span with(SpanKey key, long number) {
                    return this;
                }

                @Override
                public void firstSound() {}

                @Override
                public void end() {}

                @Override
                public void fail(Enum<?> kind) {}
            };

    /** Begins a span below this one. */
    Span child(SpanName name);

    Span with(SpanKey key, String id);

    Span with(SpanKey key, Enum<?> word);

    Span with(SpanKey key, long number);

    /** The answer was first heard. */
    void firstSound();

    void end();

    /** Ends it as failed. */
    void fail(Enum<?> kind);
}
