package dev.sidetone.embedded;

import dev.sidetone.embedded.SpeechRecognizer.Evidence;
import java.util.function.Consumer;

/**
 * The slow work of a session, done on other threads. Answers come back on the session's own thread,
 * after the call has returned, in any order; each call that was not given up is answered exactly
 * once while the session lives.
 */
interface Work {

    SpeechReadiness readiness();

    void synthesize(String text, String voice, double speed, Consumer<Synthesis> then);

    /**
     * Recognises an utterance.
     *
     * @return gives the recognition up, so that it takes no more time from others; an answer may
     *     come nevertheless
     */
    Runnable recognize(SpeechRecognizer.Request request, Consumer<Hearing> then);

    /** A detector for one audio stream; the caller closes it. */
    VoiceActivityDetector openDetector() throws SpeechException;

    /** Milliseconds of a clock that never goes back. */
    long now();

    /** What a synthesis came to. */
    sealed interface Synthesis {
        /** {@link SpeechSynthesizer#RATE} Hz, mono. */
        record Audio(short[] pcm) implements Synthesis {}

        record Failed(String reason) implements Synthesis {}
    }

    /** What a recognition came to. */
    sealed interface Hearing {
        record Text(String text, Evidence evidence) implements Hearing {

            /** Of which no more is known. */
            public Text(String text) {
                this(text, Evidence.NONE);
            }
        }

        record Failed(String reason) implements Hearing {}
    }
}
