package dev.sidetone.provider;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.CallShape.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a provider can do, and how often we try.
 *
 * @param provider its name, for people
 * @param webRtc the versions it makes calls in
 * @param webSocket the versions it takes sound in over a socket
 * @param types conversations, transcriptions or both
 * @param body how an offer is sent to it
 * @param sessionCap how long it lets a session live
 * @param modalities how its answers come
 * @param audioFormats of sound over sockets, the one that is used first
 * @param ownVoices the voices it is said to have, instead of those of the versions
 * @param sideband a call can be seen and steered beside its media
 * @param rejoin a lost sideband can be joined again while the call lives
 * @param keywords it takes {@code audio.input.transcription.keywords}
 * @param logprobs it tells how likely each token of the user's words was, where the session's
 *     {@code include} asks for it; others may refuse a session that asks
 * @param transcriber the model that writes down what the user says
 * @param missingKey what to do when the key that it needs is missing; empty when it is not
 * @param firstTries how often in all a sideband that was never up is tried
 * @param rejoins how often in a row a lost sideband is joined again; empty: while the call lives
 */
public record Capabilities(
        String provider,
        Set<Version> webRtc,
        Set<Version> webSocket,
        Set<Type> types,
        CallBody body,
        Optional<Duration> sessionCap,
        Set<Modality> modalities,
        List<String> audioFormats,
        List<String> ownVoices,
        boolean sideband,
        boolean rejoin,
        boolean keywords,
        boolean logprobs,
        String transcriber,
        Optional<String> missingKey,
        int firstTries,
        OptionalInt rejoins) {

    /** The one format that calls use; what differs is converted on the way. */
    public static final String AUDIO_FORMAT = "audio/pcm";

    /** How an answer comes. */
    public enum Modality {
        AUDIO,
        TEXT
    }

    /** How an offer is sent. */
    public enum CallBody {
        /** Two parts, {@code sdp} and {@code session}. */
        MULTIPART,
        /** One object with {@code sdp} and {@code session}. */
        JSON,
        /** The offer alone; the session follows on the sideband. */
        SDP
    }

    public Capabilities {
        webRtc = Set.copyOf(webRtc);
        webSocket = Set.copyOf(webSocket);
        types = Set.copyOf(types);
        modalities = Set.copyOf(modalities);
        audioFormats = List.copyOf(audioFormats);
        ownVoices = List.copyOf(ownVoices);
    }

    public List<String> voices(Version version) {
        return ownVoices.isEmpty() ? VoiceSets.of(version) : ownVoices;
    }

    /** The voice of a call that names none: the configured one where it is spoken. */
    public String voice(Version version, Optional<String> configured) {
        List<String> spoken = voices(version);
        return configured
                .filter(spoken::contains)
                .orElse(ownVoices.isEmpty() ? VoiceSets.usual(version) : spoken.getFirst());
    }

    /** How sound is written in a session. */
    public String audioFormat() {
        return audioFormats.getFirst();
    }

    /** The version of a call that names none: the configured one where it is offered. */
    public Version version(Link link, Version configured) {
        Set<Version> offered = versions(link);
        if (offered.contains(configured) || offered.isEmpty()) {
            return configured;
        }
        return new TreeSet<>(offered).first();
    }

    /** Why the provider does not take such a call; empty when it does. */
    public Optional<String> refusal(CallShape shape, String voice) {
        return missingKey
                .map(what -> "realtime conversation requires API key auth: " + what)
                .or(() -> sideband(shape))
                .or(() -> version(shape))
                .or(() -> type(shape))
                .or(() -> text(shape))
                .or(() -> voice(shape.version(), voice));
    }

    /** Without one a call whose sound we do not carry would have no agent and no record. */
    private Optional<String> sideband(CallShape shape) {
        return sideband || shape.link() == Link.WEBSOCKET
                ? Optional.empty()
                : Optional.of(
                        "%s has no control connection beside a WebRTC call, so nobody could answer in it; start the call over WebSocket"
                                .formatted(provider));
    }

    private Optional<String> version(CallShape shape) {
        SortedSet<Version> offered = new TreeSet<>(versions(shape.link()));
        if (offered.contains(shape.version())) {
            return Optional.empty();
        }
        if (onlyAvas(shape.link())) {
            return Optional.of("AVAS realtime calls require realtime v1 or v3");
        }
        String where = shape.link() == Link.WEBSOCKET ? "WebSocket" : "WebRTC";
        return Optional.of(
                offered.isEmpty()
                        ? "%s takes no calls over %s; choose another transport or provider"
                                .formatted(provider, where)
                        : "%s does not speak realtime %s over %s; it speaks %s, which the call's version or realtime.version can name"
                                .formatted(provider, word(shape.version()), where, words(offered)));
    }

    private Optional<String> type(CallShape shape) {
        if (shape.type() == Type.CONVERSATIONAL) {
            return Optional.empty();
        }
        if (shape.version() != Version.V2) {
            return shape.link() == Link.WEBRTC
                    ? Optional.of("AVAS realtime calls require conversational realtime")
                    : Optional.empty();
        }
        return types.contains(shape.type())
                ? Optional.empty()
                : Optional.of(
                        "%s does not offer transcription sessions; set realtime.type to conversational, or choose another provider"
                                .formatted(provider));
    }

    private Optional<String> text(CallShape shape) {
        if (shape.textOnly() && shape.version() != Version.V2) {
            return Optional.of("text realtime output modality requires realtime v2");
        }
        Modality wanted = shape.textOnly() ? Modality.TEXT : Modality.AUDIO;
        return modalities.contains(wanted)
                ? Optional.empty()
                : Optional.of("%s does not answer in %s".formatted(provider, word(wanted)));
    }

    private Optional<String> voice(Version version, String voice) {
        List<String> supported = voices(version);
        return supported.contains(voice)
                ? Optional.empty()
                : Optional.of(
                        "realtime voice `%s` is not supported for %s; supported voices: %s"
                                .formatted(voice, word(version), String.join(", ", supported)));
    }

    private boolean onlyAvas(Link link) {
        return link != Link.WEBSOCKET && webRtc.equals(Set.of(Version.V1, Version.V3));
    }

    private Set<Version> versions(Link link) {
        return link == Link.WEBSOCKET ? webSocket : webRtc;
    }

    private static String words(SortedSet<Version> versions) {
        return versions.stream().map(Capabilities::word).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
