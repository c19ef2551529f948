package dev.sidetone.embedded;

import java.util.List;

/** Text to speech. Thread-safe. */
public interface SpeechSynthesizer {

    /** Sample rate of everything it returns, in Hz. */
    int RATE = 24_000;

    /** The voices of the v2 set (API reference, {@code audio.output.voice}), the default first. */
    List<String> VOICES =
            List.of(
                    "marin", "cedar", "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer",
                    "verse");

    /**
     * Speaks one sentence or clause.
     *
     * @param text plain text; code names, paths and numbers are read as a developer would
     * @param voice one of {@link #VOICES}; any other name gets the default voice
     * @param speed 0.25…1.5, 1.0 is normal
     * @return 16 bit mono PCM at {@value #RATE} Hz, empty for a text without words
     */
    short[] synthesize(String text, String voice, double speed) throws SpeechException;
}
