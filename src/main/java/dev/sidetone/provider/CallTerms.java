package dev.sidetone.provider;

import dev.sidetone.config.RealtimeSettings.Version;
import java.util.Optional;

/**
 * What a provider is told about a call beside its session.
 *
 * @param model the realtime model
 * @param sessionId sent as {@code x-session-id}; empty sends none
 * @param threadId the conversation, sent as {@code session-id} and {@code thread-id}
 * @param existing the client made the call itself, session and all
 */
public record CallTerms(
        Version version,
        String model,
        Optional<String> sessionId,
        String threadId,
        boolean existing) {}
