package dev.sidetone.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.Capabilities;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.WireCodec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The session configuration that a provider is given, as the GA protocol shapes it. */
final class SessionBody {

    /** Milliseconds. Codex asks for 500; half of it halves the wait before the answer. */
    private static final int SILENCE_MS = 240;

    private SessionBody() {}

    /** What goes with the offer: the whole session, and its model where one is to answer. */
    static JsonNode forCall(CallSpec spec) {
        ObjectNode session = body(spec, TurnDetection.OPEN, Briefing.NONE);
        if (spec.conversational()) {
            session.put("model", spec.model());
        }
        return session;
    }

    static ClientEvent update(CallSpec spec, TurnDetection mode, Briefing briefing) {
        return new ClientEvent.SessionUpdate(null, body(spec, mode, briefing));
    }

    /** Only what may have changed while nobody listened: voice and tools are as they were. */
    static ClientEvent refresh(CallSpec spec, TurnDetection mode, Briefing briefing) {
        if (!spec.conversational()) {
            return update(spec, mode, briefing);
        }
        ObjectNode session = realtime();
        session.put("instructions", instructed(spec, briefing.context()));
        ObjectNode input = session.putObject("audio").putObject("input");
        putTranscription(input, briefing.vocabulary(), spec.provider());
        putTurnDetection(input, mode);
        return new ClientEvent.SessionUpdate(null, session);
    }

    /** Only the names to expect. */
    static ClientEvent vocabulary(CallSpec spec, List<String> vocabulary) {
        ObjectNode session = ofType(spec);
        ObjectNode input = session.putObject("audio").putObject("input");
        putTranscription(input, vocabulary, spec.provider());
        return new ClientEvent.SessionUpdate(null, session);
    }

    /** Only the way turns are found, everything else as it is. */
    static ClientEvent turnDetection(CallSpec spec, TurnDetection mode) {
        ObjectNode session = ofType(spec);
        putTurnDetection(session.putObject("audio").putObject("input"), mode);
        return new ClientEvent.SessionUpdate(null, session);
    }

    /** Only what the voice model is told. */
    static ClientEvent instructions(CallSpec spec, String context) {
        ObjectNode session = realtime();
        session.put("instructions", instructed(spec, context));
        return new ClientEvent.SessionUpdate(null, session);
    }

    /** The prompt, and after a blank line the context: the configured one or the one found. */
    private static String instructed(CallSpec spec, String found) {
        return Stream.of(spec.prompt().orElse(Instructions.TEXT), spec.fixedContext().orElse(found))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static ObjectNode body(CallSpec spec, TurnDetection mode, Briefing briefing) {
        return spec.conversational()
                ? conversation(spec, mode, briefing)
                : transcription(spec, mode, briefing);
    }

    /** Speech becomes text and nothing else: no instructions, no voice, no tools. */
    private static ObjectNode transcription(CallSpec spec, TurnDetection mode, Briefing briefing) {
        ObjectNode session = ofType(spec);
        ObjectNode input = session.putObject("audio").putObject("input");
        putFormat(input, spec.provider());
        putTranscription(input, briefing.vocabulary(), spec.provider());
        if (mode == TurnDetection.HOLD) {
            putTurnDetection(input, mode);
        }
        putInclude(session, spec);
        return session;
    }

    private static ObjectNode conversation(CallSpec spec, TurnDetection mode, Briefing briefing) {
        ObjectNode session = realtime();
        session.put("instructions", instructed(spec, briefing.context()));
        session.putArray("output_modalities").add(spec.output().wireName());
        ObjectNode audio = session.putObject("audio");
        ObjectNode input = audio.putObject("input");
        putFormat(input, spec.provider());
        input.putObject("noise_reduction").put("type", "near_field");
        putTranscription(input, briefing.vocabulary(), spec.provider());
        putTurnDetection(input, mode);
        ObjectNode output = audio.putObject("output");
        putFormat(output, spec.provider());
        output.put("voice", spec.voice());
        session.set("tools", Instructions.tools());
        session.put("tool_choice", "auto");
        if (spec.version() == Version.V3) {
            putLive(session, spec.options().live());
        }
        putInclude(session, spec);
        return session;
    }

    /** Asked for only where it is known: a member that a server does not know costs the session. */
    private static void putInclude(ObjectNode session, CallSpec spec) {
        if (spec.version() == Version.V2 && spec.provider().logprobs()) {
            session.putArray("include").add("item.input_audio_transcription.logprobs");
        }
    }

    private static void putLive(ObjectNode session, LiveOptions live) {
        live.ackFiller()
                .ifPresent(wanted -> session.putObject("delegation").put("ack_filler", wanted));
        if (!live.items().isEmpty()) {
            var items = session.putArray("initial_items");
            live.items().forEach(item -> items.add(said(item)));
        }
    }

    /** v3 knows the developer by that name. */
    private static ObjectNode said(LiveOptions.InitialItem item) {
        ObjectNode message = WireCodec.json().createObjectNode();
        message.put("type", "message").put("role", item.role().name().toLowerCase(Locale.ROOT));
        message.putArray("content")
                .addObject()
                .put("type", item.role() == TextRole.ASSISTANT ? "output_text" : "input_text")
                .put("text", item.text());
        return message;
    }

    private static ObjectNode ofType(CallSpec spec) {
        String type = spec.conversational() ? "realtime" : "transcription";
        return WireCodec.json().createObjectNode().put("type", type);
    }

    private static ObjectNode realtime() {
        return WireCodec.json().createObjectNode().put("type", "realtime");
    }

    private static void putFormat(ObjectNode side, Capabilities provider) {
        side.putObject("format").put("type", provider.audioFormat()).put("rate", 24_000);
    }

    private static void putTranscription(
            ObjectNode input, List<String> vocabulary, Capabilities provider) {
        ObjectNode transcription = input.putObject("transcription");
        transcription.put("model", provider.transcriber());
        if (vocabulary.isEmpty()) {
            return;
        }
        transcription.put("prompt", "Names that may occur: " + String.join(", ", vocabulary) + ".");
        if (provider.keywords()) {
            var list = transcription.putArray("keywords");
            vocabulary.forEach(list::add);
        }
    }

    private static void putTurnDetection(ObjectNode input, TurnDetection mode) {
        if (mode == TurnDetection.HOLD) {
            input.putNull("turn_detection");
            return;
        }
        ObjectNode detection = input.putObject("turn_detection");
        detection.put("type", "server_vad");
        detection.put("interrupt_response", true);
        detection.put("create_response", true);
        detection.put("silence_duration_ms", SILENCE_MS);
    }
}
