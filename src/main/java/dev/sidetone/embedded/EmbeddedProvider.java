package dev.sidetone.embedded;

import dev.sidetone.recording.MediaTaps;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The sessions of this process and their limit. Thread-safe. */
@Singleton
final class EmbeddedProvider {

    /** What sessions run with when their client names no model. */
    static final String MODEL = "sidetone-embedded";

    private final EngineAccess engines;
    private final MediaTaps taps;
    private final int limit;
    private final Set<RealtimeSession> sessions = ConcurrentHashMap.newKeySet();
    private final Map<String, RealtimeSession> calls = new ConcurrentHashMap<>();

    @Inject
    EmbeddedProvider(
            EngineAccess engines,
            MediaTaps taps,
            @ConfigProperty(name = "sidetone.embedded.max-sessions", defaultValue = "64")
                    int limit) {
        this.engines = engines;
        this.taps = taps;
        this.limit = limit;
    }

    /** A session over a WebSocket; empty when there are too many. */
    Optional<RealtimeSession> open(String model) {
        var slot = new RealtimeSession[1];
        var session =
                new RealtimeSession(
                        config(model), engines, Optional.empty(), () -> sessions.remove(slot[0]));
        slot[0] = session;
        if (!admit(session)) {
            return Optional.empty();
        }
        session.start();
        return Optional.of(session);
    }

    /**
     * Answers a browser's offer with a session of its own.
     *
     * @throws MediaException when there are too many calls, the offer is bad or WebRTC is not to be
     *     had here
     */
    Call answer(SessionConfig config, String offerSdp) throws MediaException {
        Optional<String> unavailable = engines.mediaUnavailable();
        if (unavailable.isPresent()) {
            throw new MediaException(MediaException.Kind.UNAVAILABLE, unavailable.get());
        }
        if (sessions.size() >= limit) {
            throw tooMany();
        }
        String callId = Ids.mediaCall();
        MediaTaps.Tap tap = taps.open(callId);
        try {
            return answered(callId, config, offerSdp, new CallListener(tap));
        } catch (MediaException | RuntimeException e) {
            taps.close(callId);
            throw e;
        }
    }

    private Call answered(
            String callId, SessionConfig config, String offerSdp, CallListener listener)
            throws MediaException {
        MediaLeg leg = engines.media().answer(callId, offerSdp, listener);
        var slot = new RealtimeSession[1];
        var session =
                new RealtimeSession(
                        config, engines, Optional.of(leg), () -> hungUp(callId, slot[0], leg));
        slot[0] = session;
        if (!admit(session)) {
            leg.close();
            throw tooMany();
        }
        calls.put(callId, session);
        session.start();
        listener.bind(session, new DataChannelClient(leg));
        return new Call(callId, leg.answerSdp());
    }

    /** A call that was answered. */
    record Call(String id, String answerSdp) {}

    private MediaException tooMany() {
        return new MediaException(
                MediaException.Kind.BUSY,
                limit
                        + " sessions are open, which is the limit; try again when one has ended or"
                        + " raise sidetone.embedded.max-sessions.");
    }

    private void hungUp(String callId, RealtimeSession session, MediaLeg leg) {
        calls.remove(callId);
        sessions.remove(session);
        leg.close();
        taps.close(callId);
    }

    /** Ends a call; false when there is none of that id. */
    boolean hangUp(String callId) {
        Optional<RealtimeSession> session = call(callId);
        session.ifPresent(s -> s.end(1000, "hung up"));
        return session.isPresent();
    }

    /** The session of a running WebRTC call. */
    Optional<RealtimeSession> call(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    private synchronized boolean admit(RealtimeSession session) {
        return sessions.size() < limit && sessions.add(session);
    }

    static SessionConfig config(String model) {
        long expires = Instant.now().plus(RealtimeSession.LIFETIME).getEpochSecond();
        return SessionConfig.initial(model, expires);
    }

    int limit() {
        return limit;
    }
}
