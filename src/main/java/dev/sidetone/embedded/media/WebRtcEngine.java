package dev.sidetone.embedded.media;

import dev.sidetone.embedded.MediaEngine;
import dev.sidetone.embedded.MediaException;
import dev.sidetone.embedded.MediaLeg;
import dev.sidetone.embedded.MediaListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * WebRTC by webrtc-java 0.14.0. Its defects, and so the order in which this package does things,
 * are told at {@link MediaFactory}, {@link NativePeer} and {@link PeerLeg}.
 */
@Singleton
final class WebRtcEngine implements MediaEngine {

    private static final Logger LOG = Logger.getLogger(WebRtcEngine.class);
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final MediaLimits limits;
    private final WebRtcLibrary library = new WebRtcLibrary();
    private final FactoryPool factories = new FactoryPool();
    private final MediaThreads threads = new MediaThreads();
    private final Set<PeerLeg> legs = new HashSet<>();

    @Inject
    WebRtcEngine() {
        this(MediaLimits.DEFAULT);
    }

    WebRtcEngine(MediaLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<String> unavailable() {
        return library.unavailable();
    }

    @Override
    public MediaLeg answer(String callId, String offerSdp, MediaListener listener)
            throws MediaException {
        Offer offer = Offer.parse(offerSdp);
        Optional<String> reason = unavailable();
        if (reason.isPresent()) {
            throw new MediaException(MediaException.Kind.UNAVAILABLE, reason.get());
        }
        PeerLeg leg = new PeerLeg(callId, offer, listener, limits, factories, threads);
        admit(leg);
        leg.negotiate();
        return leg;
    }

    private void admit(PeerLeg leg) throws MediaException {
        synchronized (legs) {
            if (legs.size() >= limits.calls()) {
                throw new MediaException(
                        MediaException.Kind.BUSY,
                        "All %d WebRTC calls of this service are in use. Try again when one has ended."
                                .formatted(limits.calls()));
            }
            legs.add(leg);
        }
        CompletableFuture<Void> _ = leg.released().thenAccept(reason -> forget(leg));
    }

    private void forget(PeerLeg leg) {
        synchronized (legs) {
            legs.remove(leg);
        }
    }

    int idleFactories() {
        return factories.idle();
    }

    /** Hangs up all calls and waits a little for the library to let go. */
    @PreDestroy
    void shutdown() {
        List<PeerLeg> open;
        synchronized (legs) {
            open = List.copyOf(legs);
        }
        open.forEach(PeerLeg::close);
        try {
            CompletableFuture.allOf(
                            open.stream().map(PeerLeg::released).toArray(CompletableFuture[]::new))
                    .get(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Some WebRTC calls did not close in time", e);
        }
        threads.shutdown();
    }
}
