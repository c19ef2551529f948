package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import java.util.Optional;

/**
 * What a client asks for when it starts a call.
 *
 * @param voice one of the version's; empty takes the default
 * @param prompt instructions instead of ours; empty text means none at all
 * @param sessionId the id the client wants to see as {@code realtimeSessionId}
 * @param model empty takes the configured one
 * @param version the protocol; empty takes the configured one, or one that the provider has
 * @param options what else it asks for
 */
public record CallRequest(
        Transport transport,
        Modality output,
        Optional<String> voice,
        Optional<String> prompt,
        Optional<String> sessionId,
        Optional<String> model,
        Optional<Version> version,
        CallOptions options) {

    /** One that asks for nothing else. */
    public CallRequest(
            Transport transport,
            Modality output,
            Optional<String> voice,
            Optional<String> prompt,
            Optional<String> sessionId,
            Optional<String> model) {
        this(
                transport,
                output,
                voice,
                prompt,
                sessionId,
                model,
                Optional.empty(),
                CallOptions.USUAL);
    }

    /** The same from somebody. */
    public CallRequest from(Starter starter) {
        return new CallRequest(
                transport,
                output,
                voice,
                prompt,
                sessionId,
                model,
                version,
                options.withStarter(starter));
    }
}
