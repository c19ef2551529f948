package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import java.time.Duration;
import java.util.Optional;

/**
 * What stays the same during a call.
 *
 * @param id our own id of the call, under which its items are stored
 * @param sessionId what clients see as {@code realtimeSessionId}
 * @param keywords the provider takes the repository's names as {@code keywords}
 * @param policy what the configuration says
 * @param options what the client asked for besides
 * @param begunAt when it was asked for, ms since the epoch
 */
record CallSpec(
        ConversationId conversation,
        String id,
        String sessionId,
        Transport transport,
        Modality output,
        String voice,
        Optional<String> prompt,
        String model,
        boolean keywords,
        CallPolicy policy,
        CallOptions options,
        long begunAt) {

    /** What the call is told instead of what we would find out ourselves. */
    Optional<String> fixedContext() {
        return policy.context(options);
    }

    /** The same call under another policy. */
    CallSpec under(CallPolicy other) {
        return new CallSpec(
                conversation,
                id,
                sessionId,
                transport,
                output,
                voice,
                prompt,
                model,
                keywords,
                other,
                options,
                begunAt);
    }

    /** How long the provider lets a session of this call live. */
    Optional<Duration> sessionCap() {
        return policy.sessionCap();
    }

    boolean webRtc() {
        return transport instanceof Transport.WebRtc;
    }
}
