package dev.sidetone.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    record Recognition(String text, long elapsedMs, Evidence evidence) {

        /** Of an engine that tells no more. */
        public Recognition(String text, long elapsedMs) {
            this(text, elapsedMs, Evidence.NONE);
        }
    }

    /**
     * What speaks for a text.
     *
     * @param tokens what it was made of, in order; empty when the engine does not tell
     * @param language ISO 639-1, that the engine itself found in the sound
     */
    record Evidence(List<Token> tokens, Optional<String> language) {

        public static final Evidence NONE = new Evidence(List.of(), Optional.empty());

        public Evidence {
            tokens = List.copyOf(tokens);
        }

        /** With that of the sound which follows; the language is that of the beginning. */
        public Evidence and(Evidence next) {
            return new Evidence(
                    Stream.concat(tokens.stream(), next.tokens.stream()).toList(),
                    language.or(next::language));
        }
    }

    /**
     * A piece of text and how likely it was where it stands.
     *
     * @param bytes its UTF-8, each 0 to 255; a character may be spread over several tokens
     * @param logprob the natural logarithm of its probability, at most 0
     */
    record Token(String text, List<Integer> bytes, double logprob) {
        public Token {
            bytes = List.copyOf(bytes);
        }
    }

    /** Blocks until done. An interrupted caller stops waiting; a pass under way is left to end. */
    Recognition recognize(Request request) throws SpeechException, InterruptedException;
}
