package dev.sidetone.embedded;

import java.time.Duration;
import java.util.List;

/** Speech to text. Thread-safe; calls beyond the engine's capacity wait for their turn. */
public interface SpeechRecognizer {

    /**
     * What to recognise.
     *
     * @param samples one utterance, 16 kHz mono, −1…1
     * @param language ISO 639-1, for example {@code en}
     * @param vocabulary names that are likely in it, best first; about 20 are used
     * @param limit wall-clock limit of the recognition itself, without the wait for an engine
     * @param urgency a {@link Urgency#PARTIAL} pass gives up at once when an engine is busy
     */
    record Request(
            float[] samples,
            String language,
            List<String> vocabulary,
            Duration limit,
            Urgency urgency) {
        public Request {
            vocabulary = List.copyOf(vocabulary);
        }
    }

    /** What a pass is for. */
    enum Urgency {
        /** The final text of a turn. */
        FINAL,
        /** A guess made in the silence window, thrown away if the person goes on. */
        SPECULATIVE,
        /** A caption while the person speaks; skipped when the engine is busy. */
        PARTIAL
    }

    /**
     * The text and whether to trust it; {@code text} is empty when nothing was said. {@code
     * elapsedMs} is the engine's own wall clock.
     */
    record Recognition(String text, long elapsedMs) {}

    /** Blocks until done. An interrupted caller stops waiting; a pass under way is left to end. */
    Recognition recognize(Request request) throws SpeechException, InterruptedException;
}
