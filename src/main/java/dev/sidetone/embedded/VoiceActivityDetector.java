package dev.sidetone.embedded;

/** Tells speech from everything else. One instance per stream, one thread at a time. */
public interface VoiceActivityDetector extends AutoCloseable {

    /** Samples per {@link #probability} call: 32 ms at 16 kHz. */
    int WINDOW = 512;

    /** The probability (0…1) that these {@value #WINDOW} samples (16 kHz, −1…1) hold speech. */
    float probability(float[] window) throws SpeechException;

    /** Forgets what was heard so far. */
    void reset();

    @Override
    void close();
}
