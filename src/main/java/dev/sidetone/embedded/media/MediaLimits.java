package dev.sidetone.embedded.media;

import java.time.Duration;

/**
 * What one engine takes on.
 *
 * @param calls legs at the same time; one more is refused as busy
 * @param gathering how long the answer may wait for the machine's own addresses
 * @param connecting time from the answer until the browser is connected
 * @param disconnected how long a lost connection may take to come back
 * @param queuedAudio output that may wait in one leg; a piece beyond it is dropped (newest dropped)
 */
record MediaLimits(
        int calls,
        Duration gathering,
        Duration connecting,
        Duration disconnected,
        Duration queuedAudio) {

    static final MediaLimits DEFAULT =
            new MediaLimits(
                    40,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5));
}
