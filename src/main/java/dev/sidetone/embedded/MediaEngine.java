package dev.sidetone.embedded;

import java.util.Optional;

/** WebRTC media, implemented by {@code embedded.media}. Thread-safe. */
public interface MediaEngine {

    /**
     * Why no call can be answered here (no library, no usable interface); empty when all is well.
     */
    Optional<String> unavailable();

    /**
     * Answers a browser's offer. Blocks until all candidates are gathered; the connection itself
     * comes up later and is told to the listener.
     *
     * @param callId for names and logs
     * @param offerSdp a whole SDP offer with one audio section and the client's data channel
     * @throws MediaException when the offer is no usable SDP or the library fails
     */
    MediaLeg answer(String callId, String offerSdp, MediaListener listener) throws MediaException;
}
