package dev.sidetone.embedded;

/**
 * The speech engines of the embedded provider, implemented by {@code embedded.speech}. Thread-safe.
 *
 * <p>Models arrive while the service runs, so every call asks {@link #readiness()} anew; the {@code
 * open…} methods may only be called when it is {@link SpeechReadiness.Ready}.
 */
public interface SpeechEngines {

    SpeechReadiness readiness();

    /**
     * Starts to fetch the missing models in the background, as the person asked for it.
     *
     * @return false when there is nothing to start: all is there, under way, or switched off
     */
    default boolean startDownload() {
        return false;
    }

    /** A detector of its own for one audio stream; the caller closes it. */
    VoiceActivityDetector openDetector() throws SpeechException;

    /** Shared by all calls. */
    SpeechRecognizer recognizer() throws SpeechException;

    /** Shared by all calls. */
    SpeechSynthesizer synthesizer() throws SpeechException;
}
