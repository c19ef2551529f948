package dev.sidetone.config;

import dev.sidetone.config.ValueType.Choice;
import dev.sidetone.config.ValueType.Flag;
import dev.sidetone.config.ValueType.Prose;
import dev.sidetone.config.ValueType.Text;
import dev.sidetone.config.ValueType.Url;
import dev.sidetone.config.ValueType.Voice;
import java.util.List;

/** The keys of a realtime call, with Codex's names. */
final class RealtimeKeys {

    static final List<String> VOICES =
            List.of(
                    "alloy", "arbor", "ash", "ballad", "breeze", "cedar", "coral", "cove", "echo",
                    "ember", "juniper", "maple", "marin", "sage", "shimmer", "sol", "spruce",
                    "vale", "verse");
    private static final Url SOCKET_URL = new Url(List.of("http", "https", "ws", "wss"), true);

    static final Key VERSION =
            Key.of(
                            "realtime.version",
                            "SIDETONE_REALTIME_VERSION",
                            new Choice(List.of("v1", "v2", "v3")),
                            "v2",
                            "The protocol of a call that names none: v1 is quicksilver, v2 the"
                                    + " Realtime API, v3 live.")
                    .with(Trait.SET_BY_REPOSITORY);
    static final Key TYPE =
            Key.of(
                            "realtime.type",
                            "SIDETONE_REALTIME_TYPE",
                            new Choice(List.of("conversational", "transcription")),
                            "conversational",
                            "Whether the voice answers, or speech only becomes typed messages.")
                    .with(Trait.SET_BY_REPOSITORY);
    static final Key TRANSPORT =
            Key.of(
                            "realtime.transport",
                            "SIDETONE_REALTIME_TRANSPORT",
                            new Choice(List.of("webrtc", "websocket")),
                            "webrtc",
                            "How the sound of the console's calls travels when nothing else is chosen on"
                                    + " its page: webrtc takes WebSocket where WebRTC does not come"
                                    + " about, websocket does not try. JSON-RPC clients name it in"
                                    + " each call.")
                    .with(Trait.SET_BY_REPOSITORY);
    static final Key VOICE =
            Key.derived(
                            "realtime.voice",
                            "SIDETONE_REALTIME_VOICE",
                            new Voice(VOICES),
                            "`marin` for v2, `cove` for v1 and v3",
                            "The voice of a call that names none. v2 speaks alloy, ash, ballad,"
                                    + " coral, echo, sage, shimmer, verse, marin and cedar; v1 and"
                                    + " v3 the others; a provider may have its own.")
                    .with(Trait.SET_BY_REPOSITORY);
    static final Key SOCKET_BASE =
            Key.optional(
                    "experimental_realtime_ws_base_url",
                    SOCKET_URL,
                    "Base of the WebSocket transport and of the sideband, instead of the"
                            + " provider's.");
    static final Key CALL_BASE =
            Key.optional(
                    "experimental_realtime_webrtc_call_base_url",
                    Url.HTTP,
                    "Base for the creation of WebRTC calls, instead of the provider's.");
    static final Key MODEL =
            Key.optional(
                    "experimental_realtime_ws_model",
                    new Text("a model's name"),
                    "The realtime model of a call that names none.");
    static final Key PROMPT =
            Key.optional(
                    "experimental_realtime_ws_backend_prompt",
                    new Prose(),
                    "Instructions of the voice; when not blank they replace those of the call.");
    static final Key CONTEXT =
            Key.optional(
                    "experimental_realtime_ws_startup_context",
                    new Prose(),
                    "Replaces the context that a call starts with; an empty text means none.");
    static final Key START_INSTRUCTIONS =
            Key.optional(
                    "experimental_realtime_start_instructions",
                    new Prose(),
                    "Replaces what the agent is told when a call begins.");
    static final Key MICROPHONE =
            Key.optional(
                    "audio.microphone",
                    new Text("a device's name"),
                    "The microphone that the console opens when none is chosen on its page: its whole"
                            + " name, as the browser lists it.");
    static final Key SPEAKER =
            Key.optional(
                    "audio.speaker", new Text("a device's name"), "The same for the loudspeaker.");
    static final Key CONVERSATION =
            Key.of(
                            "features.realtime_conversation",
                            "",
                            new Flag(),
                            "true",
                            "Whether calls are offered at all. False refuses new ones; typed questions are"
                                    + " answered, and a call that runs goes on.")
                    .with(Trait.LOWERED_BY_REPOSITORY);

    static final List<Key> ALL =
            List.of(
                    VERSION,
                    TYPE,
                    TRANSPORT,
                    VOICE,
                    SOCKET_BASE,
                    CALL_BASE,
                    MODEL,
                    PROMPT,
                    CONTEXT,
                    START_INSTRUCTIONS,
                    MICROPHONE,
                    SPEAKER,
                    CONVERSATION);

    private RealtimeKeys() {}
}
