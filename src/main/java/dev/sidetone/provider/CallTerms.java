package dev.sidetone.provider;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a provider is told about a call beside its session.
 *
 * @param type whether the model answers, or only writes down
 * @param model the realtime model
 * @param sessionId sent as {@code x-session-id}; empty sends none
 * @param threadId the conversation, sent as {@code session-id} and {@code thread-id}
 * @param channelOf the channel for what the agent says in v3; empty: none
 * @param existing the client made the call itself, session and all
 */
public record CallTerms(
        Version version,
        Type type,
        String model,
        Optional<String> sessionId,
        String threadId,
        UnaryOperator<String> channelOf,
        boolean existing) {}
