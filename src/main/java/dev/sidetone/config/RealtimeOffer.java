package dev.sidetone.config;

import dev.sidetone.config.RealtimeSettings.Transport;
import dev.sidetone.config.RealtimeSettings.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody says a provider offers for calls. What is empty is as usual for its kind.
 *
 * @param versions the versions it speaks
 * @param transports how it takes sound
 * @param voices the voices it speaks with, in every version; the first is the usual one
 * @param transcriber the model, or at Azure the deployment, that writes down what the user says
 * @param sessionCap how long it lets a session live
 */
public record RealtimeOffer(
        Set<Version> versions,
        Set<Transport> transports,
        List<String> voices,
        Optional<String> transcriber,
        Optional<Duration> sessionCap) {

    /** Nobody said anything. */
    public static final RealtimeOffer USUAL =
            new RealtimeOffer(Set.of(), Set.of(), List.of(), Optional.empty(), Optional.empty());

    public RealtimeOffer {
        versions = Set.copyOf(versions);
        transports = Set.copyOf(transports);
        voices = List.copyOf(voices);
    }
}
