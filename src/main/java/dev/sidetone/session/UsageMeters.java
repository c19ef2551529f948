package dev.sidetone.session;

import dev.sidetone.provider.Family;
import dev.sidetone.telemetry.Label;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import dev.sidetone.usage.Tokens;
import dev.sidetone.usage.UsageEntry;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What calls to one provider family use and cost. Thread-safe. */
final class UsageMeters {

    /** What is counted. {@code *_ALL} is for a provider that does not tell modalities apart. */
    enum Kind {
        INPUT_TEXT,
        INPUT_AUDIO,
        INPUT_IMAGE,
        INPUT_CACHED,
        INPUT_ALL,
        OUTPUT_TEXT,
        OUTPUT_AUDIO,
        OUTPUT_ALL,
        /** What the writing down of the user's words took. */
        TRANSCRIPTION_INPUT,
        TRANSCRIPTION_OUTPUT
    }

    private final Map<Kind, Counter> counters = new EnumMap<>(Kind.class);
    private final Counter seconds;
    private final Counter cost;
    private final Counter unpriced;
    private final Counter parked;
    private final Counter saved;

    UsageMeters(Metrics metrics, Family family) {
        for (Kind kind : Kind.values()) {
            counters.put(kind, metrics.counter(MeterName.TOKENS, Label.of(family), Label.of(kind)));
        }
        this.seconds = metrics.counter(MeterName.PAID_TIME, Label.of(family));
        this.cost = metrics.counter(MeterName.COST, Label.of(family));
        this.unpriced = metrics.counter(MeterName.UNPRICED, Label.of(family));
        this.parked = metrics.counter(MeterName.PARKED_TIME, Label.of(family));
        this.saved = metrics.counter(MeterName.SAVED, Label.of(family));
    }

    void add(UsageEntry entry) {
        if (entry.kind() == UsageEntry.Kind.PARKED) {
            parked.increment(entry.millis() / 1000.0);
            entry.cost().ifPresent(money -> saved.increment(money.dollars().doubleValue()));
            return;
        }
        if (entry.kind() == UsageEntry.Kind.TRANSCRIPTION) {
            add(Kind.TRANSCRIPTION_INPUT, entry.tokens().input());
            add(Kind.TRANSCRIPTION_OUTPUT, entry.tokens().out().total());
        } else {
            response(entry.tokens());
        }
        seconds.increment(entry.millis() / 1000.0);
        entry.cost()
                .ifPresentOrElse(
                        money -> cost.increment(money.dollars().doubleValue()),
                        unpriced::increment);
    }

    private void response(Tokens used) {
        add(Kind.INPUT_TEXT, used.in().text() + used.cached().text());
        add(Kind.INPUT_AUDIO, used.in().audio() + used.cached().audio());
        add(Kind.INPUT_IMAGE, used.in().image() + used.cached().image());
        add(Kind.INPUT_CACHED, used.cached().total());
        add(Kind.INPUT_ALL, used.in().other() + used.cached().other());
        add(Kind.OUTPUT_TEXT, used.out().text());
        add(Kind.OUTPUT_AUDIO, used.out().audio());
        add(Kind.OUTPUT_ALL, used.out().other());
    }

    private void add(Kind kind, long tokens) {
        if (tokens > 0) {
            Objects.requireNonNull(counters.get(kind)).increment(tokens);
        }
    }
}
