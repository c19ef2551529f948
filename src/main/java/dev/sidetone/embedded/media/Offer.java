package dev.sidetone.embedded.media;

import dev.sidetone.embedded.MediaException;

/**
 * An offer that was checked and may be given to the native library.
 *
 * @param sdp CRLF lines; candidates that carry a name instead of an address are left out
 * @param clientListens whether the client takes our audio
 * @param leavesDtlsRoleToUs {@code a=setup:actpass}
 * @param maxMessageBytes the longest message that the client's data channel takes
 */
record Offer(String sdp, boolean clientListens, boolean leavesDtlsRoleToUs, int maxMessageBytes) {

    static Offer parse(String text) throws MediaException {
        return new OfferParser(text).parse();
    }
}
