package dev.sidetone.embedded.media;

import dev.sidetone.embedded.MediaException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The one exchange of a call: offer in, answer with all candidates out. There is no way to send a
 * candidate later, so the answer waits for them (about 100 ms, most of it pauses of the library).
 */
final class Negotiation {

    private static final Logger LOG = Logger.getLogger(Negotiation.class);

    private final String callId;
    private final Offer offer;
    private final Duration patience;
    private final CompletableFuture<Boolean> gathered = new CompletableFuture<>();

    /**
     * @param patience how long to wait for candidates; those found by then are used
     */
    Negotiation(String callId, Offer offer, Duration patience) {
        this.callId = callId;
        this.offer = offer;
        this.patience = patience;
    }

    /** From any thread: the library has found all of this machine's addresses. */
    void gathered() {
        gathered.complete(true);
    }

    String answer(NativePeer peer) throws MediaException {
        try {
            peer.setOffer(offer.sdp());
            if (offer.clientListens()) {
                peer.addOutput();
            }
            peer.setAnswer(AnswerText.withRole(peer.createAnswer(), offer));
        } catch (NativePeer.RefusedException e) {
            throw OfferParser.bad(
                    "WebRTC says \"" + printable(String.valueOf(e.getMessage())) + "\"");
        }
        awaitCandidates();
        String sdp = AnswerText.withoutEmptyStream(peer.localDescription());
        if (!AnswerText.hasCandidates(sdp)) {
            throw unavailable("no network interface gave an address");
        }
        return sdp;
    }

    MediaException unavailable(String why) {
        return new MediaException(
                MediaException.Kind.UNAVAILABLE,
                "WebRTC cannot answer call " + callId + ": " + why + ". Use WebSocket audio.");
    }

    private void awaitCandidates() {
        try {
            gathered.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warnf(
                    "Call %s: still gathering addresses after %s; answering with those found",
                    callId, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while gathering addresses", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
