package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.provider.CallTerms;
import dev.sidetone.provider.Capabilities;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What stays the same during a call.
 *
 * @param id our own id of the call, under which its items are stored
 * @param sessionId what clients see as {@code realtimeSessionId}; may be empty
 * @param provider what the provider of this call can do
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
        Version version,
        String voice,
        Optional<String> prompt,
        String model,
        Capabilities provider,
        CallPolicy policy,
        CallOptions options,
        long begunAt) {

    /** What the call is told instead of what we would find out ourselves. */
    Optional<String> fixedContext() {
        return policy.context(options);
    }

    /** The voice answers; otherwise speech only becomes typed messages of the agent. */
    boolean conversational() {
        return type() == Type.CONVERSATIONAL;
    }

    /** Only v2 has calls that write down and nothing else. */
    Type type() {
        return version == Version.V2 ? policy.type() : Type.CONVERSATIONAL;
    }

    /** How long the provider lets a session of this call live. */
    Optional<Duration> sessionCap() {
        return policy.sessionCap().or(provider::sessionCap);
    }

    CallSpec with(CallPolicy other) {
        return new CallSpec(
                conversation,
                id,
                sessionId,
                transport,
                output,
                version,
                voice,
                prompt,
                model,
                provider,
                other,
                options,
                begunAt);
    }

    boolean webRtc() {
        return !(transport instanceof Transport.Socket);
    }

    CallTerms terms() {
        return new CallTerms(
                version,
                type(),
                model,
                Optional.of(sessionId).filter(id -> !id.isEmpty()),
                conversation.value(),
                options.live().channels()::channelOf,
                existing());
    }

    boolean existing() {
        return transport instanceof Transport.ExistingCall;
    }

    /** As it is written on the wire. */
    String versionName() {
        return version.name().toLowerCase(Locale.ROOT);
    }

    /** What a request means here: what it leaves open is as configured. */
    static CallSpec of(
            ConversationId conversation,
            String id,
            CallRequest request,
            CallDefaults own,
            Capabilities provider,
            long now) {
        Version version =
                request.version()
                        .orElseGet(() ->
                                provider.version(
                                        CallCheck.link(request.transport()), own.version()));
        boolean existing = request.transport() instanceof Transport.ExistingCall;
        return new CallSpec(
                conversation,
                id,
                request.sessionId().orElse(existing ? "" : conversation.value()),
                request.transport(),
                request.output(),
                version,
                request.voice().orElse(provider.voice(version, own.voice())),
                own.policy().prompt().or(request::prompt),
                request.model().orElse(own.model(version)),
                provider,
                own.policy(),
                request.options(),
                now);
    }
}
