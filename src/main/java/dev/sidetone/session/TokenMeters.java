package dev.sidetone.session;

import dev.sidetone.provider.Family;
import dev.sidetone.telemetry.Label;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import dev.sidetone.wire.Usage;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Tokens of one provider family's responses. Thread-safe. */
final class TokenMeters {

    /** What is counted. {@code *_ALL} is for a provider that does not tell modalities apart. */
    enum Kind {
        INPUT_TEXT,
        INPUT_AUDIO,
        INPUT_IMAGE,
        INPUT_CACHED,
        INPUT_ALL,
        OUTPUT_TEXT,
        OUTPUT_AUDIO,
        OUTPUT_ALL
    }

    private final Map<Kind, Counter> counters = new EnumMap<>(Kind.class);

    TokenMeters(Metrics metrics, Family family) {
        for (Kind kind : Kind.values()) {
            counters.put(kind, metrics.counter(MeterName.TOKENS, Label.of(family), Label.of(kind)));
        }
    }

    void used(Usage usage) {
        Usage.InputDetails in = usage.inputTokenDetails();
        if (in == null) {
            add(Kind.INPUT_ALL, usage.inputTokens());
        } else {
            add(Kind.INPUT_TEXT, in.textTokens());
            add(Kind.INPUT_AUDIO, in.audioTokens());
            add(Kind.INPUT_IMAGE, in.imageTokens());
            add(Kind.INPUT_CACHED, in.cachedTokens());
        }
        Usage.OutputDetails out = usage.outputTokenDetails();
        if (out == null) {
            add(Kind.OUTPUT_ALL, usage.outputTokens());
        } else {
            add(Kind.OUTPUT_TEXT, out.textTokens());
            add(Kind.OUTPUT_AUDIO, out.audioTokens());
        }
    }

    private void add(Kind kind, long tokens) {
        if (tokens > 0) {
            Objects.requireNonNull(counters.get(kind)).increment(tokens);
        }
    }
}
