package dev.sidetone.config;

import java.net.URI;
import java.util.Optional;

/**
 * What a call is like that does not say it itself: {@code [realtime]} and {@code
 * experimental_realtime_*}.
 *
 * @param voice as configured; empty means the version's default. It may be one that another version
 *     speaks
 * @param socketBase base of the WebSocket transport and of the sideband, instead of the provider's
 * @param callBase base for the creation of WebRTC calls, instead of the provider's
 * @param model the realtime model of a call that names none
 * @param prompt instructions that replace those of a call; never blank
 * @param startupContext replaces the context that a call starts with; an empty text means none
 * @param startInstructions replaces what the agent is told when a call begins
 * @param microphone the device that the console opens when none is chosen on its page, by name
 * @param speaker the same for the sound
 * @param offered {@code features.realtime_conversation}: false refuses calls
 */
public record RealtimeSettings(
        Version version,
        Type type,
        Transport transport,
        Optional<String> voice,
        Optional<URI> socketBase,
        Optional<URI> callBase,
        Optional<String> model,
        Optional<String> prompt,
        Optional<String> startupContext,
        Optional<String> startInstructions,
        Optional<String> microphone,
        Optional<String> speaker,
        boolean offered) {

    /** The protocol. */
    public enum Version {
        V1,
        V2,
        V3
    }

    /** Whether the voice answers. */
    public enum Type {
        CONVERSATIONAL,
        TRANSCRIPTION
    }

    /** How the sound travels. */
    public enum Transport {
        WEBRTC,
        WEBSOCKET
    }
}
