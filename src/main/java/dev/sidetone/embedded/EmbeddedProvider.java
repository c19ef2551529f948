package dev.sidetone.embedded;

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
    private final int limit;
    private final Set<RealtimeSession> sessions = ConcurrentHashMap.newKeySet();
    private final Map<String, RealtimeSession> calls = new ConcurrentHashMap<>();

    @Inject
    EmbeddedProvider(
            EngineAccess engines,
            @ConfigProperty(name = "sidetone.embedded.max-sessions", defaultValue = "64")
                    int limit) {
        this.engines = engines;
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
