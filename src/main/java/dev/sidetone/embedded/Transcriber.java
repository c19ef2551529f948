package dev.sidetone.embedded;

import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the recogniser with the session's language and vocabulary. What is longer than one pass can
 * take is cut at its quietest places and heard piece by piece. One thread at a time.
 */
final class Transcriber {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_SAMPLES = 28 * SampleQueue.RATE;
    private static final int SEARCH_FROM = 18 * SampleQueue.RATE;

    private final Work work;
    private final Supplier<SessionConfig> config;

    Transcriber(Work work, Supplier<SessionConfig> config) {
        this.work = work;
        this.config = config;
    }

    /** Answers {@code then}; what is given back gives the first pass up. */
    Runnable hear(float[] samples, Urgency urgency, Consumer<Work.Hearing> then) {
        if (samples.length <= MAX_SAMPLES) {
            return recognize(samples, urgency, then);
        }
        int cut = quietest(samples);
        float[] rest = Arrays.copyOfRange(samples, cut, samples.length);
        return recognize(
                Arrays.copyOf(samples, cut),
                urgency,
                first -> {
                    switch (first) {
                        case Work.Hearing.Failed failed -> then.accept(failed);
                        case Work.Hearing.Text text ->
                                hear(rest, urgency, second -> then.accept(joined(text, second)));
                    }
                });
    }

    private Runnable recognize(float[] samples, Urgency urgency, Consumer<Work.Hearing> then) {
        SessionConfig now = config.get();
        return work.recognize(
                new SpeechRecognizer.Request(
                        samples, now.language(), now.vocabulary(), LIMIT, urgency),
                then);
    }

    private static Work.Hearing joined(Work.Hearing.Text first, Work.Hearing second) {
        return switch (second) {
            case Work.Hearing.Failed failed -> failed;
            case Work.Hearing.Text(var more, var evidence) ->
                    new Work.Hearing.Text(
                            (first.text().strip() + " " + more.strip()).strip(),
                            first.evidence().and(evidence));
        };
    }

    private static int quietest(float[] samples) {
        int step = VoiceActivityDetector.WINDOW;
        int best = MAX_SAMPLES;
        double least = Double.MAX_VALUE;
        for (int from = SEARCH_FROM; from + step <= MAX_SAMPLES; from += step) {
            double energy = 0;
            for (int i = from; i < from + step; i++) {
                energy += samples[i] * samples[i];
            }
            if (energy < least) {
                least = energy;
                best = from + step / 2;
            }
        }
        return best;
    }
}
