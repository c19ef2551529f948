package dev.sidetone.embedded;

/**
 * What a media leg tells. Called from the leg's own threads, one at a time for each method; an
 * implementation must not wait in them.
 */
public interface MediaListener {

    /**
     * Audio from the browser: mono, 16 bit, {@code rate} Hz, usually 10 ms. The array is the
     * callee's.
     */
    void audio(short[] pcm, int rate);

    /** The client's {@code oai-events} channel is open. */
    void channelOpen();

    /** One text message of the client. */
    void message(String json);

    /** The first frame of {@code tag} goes out now. */
    void playing(String tag);

    /** These 10 ms of {@code tag}, 24 kHz, go out now. The array is the caller's. */
    default void sounding(String tag, short[] pcm) {}

    /** All audio of {@code tag} went out, and its end was announced. */
    void played(String tag);

    /** The connection is gone, by either side. Comes once. */
    void closed(String reason);
}
