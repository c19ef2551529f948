package dev.sidetone.embedded;

/**
 * One browser's media connection: audio both ways and the {@code oai-events} channel. Thread-safe;
 * no method waits for the network.
 *
 * <p>Output audio is a queue that the leg plays in real time, 20 ms at a time. A {@code tag} names
 * the piece it belongs to (an item id), so that the listener learns what was really played.
 */
public interface MediaLeg extends AutoCloseable {

    /** The answer with all candidates in it. */
    String answerSdp();

    /** Queues 24 kHz mono PCM behind what is queued already. */
    void play(String tag, short[] pcm);

    /** Says that nothing more follows for the tag; {@link MediaListener#played} comes after it. */
    void endOfAudio(String tag);

    /**
     * Drops all queued audio at once and plays silence.
     *
     * @return milliseconds of the tag that was playing that really went out; 0 if none was
     */
    long clear();

    /** Milliseconds of {@code tag} that went out so far. */
    long playedMs(String tag);

    /** Sends one JSON text on the data channel; dropped when the channel is not open. */
    void send(String json);

    /** Hangs up and gives everything back. Idempotent. */
    @Override
    void close();
}
