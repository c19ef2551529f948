package dev.sidetone.appserver;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.CallOptions;
import dev.sidetone.session.CallOptions.Handback;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.HandoffChannels;
import dev.sidetone.session.HandoffChannels.Mode;
import dev.sidetone.session.LiveOptions;
import dev.sidetone.session.LiveOptions.InitialItem;
import dev.sidetone.session.Modality;
import dev.sidetone.session.TextRole;
import dev.sidetone.session.Transport;
import dev.sidetone.session.Voices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code thread/realtime/start} asks for: every member of the contract is checked. */
final class StartParams {

    private static final List<String> TRANSPORTS = List.of("websocket", "webrtc", "existingCall");
    private static final List<String> VERSIONS = List.of("v1", "v2", "v3");
    private static final List<String> HANDOFF_MODES = List.of("thinking", "commentary", "bemTags");
    private static final List<String> VOICES =
            Stream.of(Voices.V1, Voices.V2).flatMap(List::stream).toList();

    private StartParams() {}

    static CallRequest read(Params params) throws RpcException {
        String transport = transport(params);
        var request =
                new CallRequest(
                        switch (transport) {
                            case "webrtc" ->
                                    new Transport.WebRtc(params.object("transport").text("sdp"));
                            case "existingCall" ->
                                    new Transport.ExistingCall(
                                            params.object("transport").text("callId"));
                            default -> new Transport.Socket();
                        },
                        Modality.valueOf(
                                params.choice("outputModality", Stream.of("text", "audio"))
                                        .toUpperCase(Locale.ROOT)),
                        params.optionalChoice("voice", VOICES),
                        prompt(params),
                        params.optionalText("realtimeSessionId"),
                        params.optionalText("model"),
                        params.optionalChoice("version", VERSIONS)
                                .map(version -> Version.valueOf(version.toUpperCase(Locale.ROOT))),
                        options(params, transport));
        checkUnused(params);
        if (transport.equals("existingCall")) {
            checkExistingCall(params);
        }
        return request;
    }

    /** Absent takes our own prompt; {@code null} and empty mean none. */
    private static Optional<String> prompt(Params params) throws RpcException {
        return params.tree().path("prompt").isNull()
                ? Optional.of("")
                : params.optionalText("prompt");
    }

    private static String transport(Params params) throws RpcException {
        Optional<Params> transport = params.optionalObject("transport");
        if (transport.isEmpty()) {
            return "websocket";
        }
        String type = transport.get().choice("type", TRANSPORTS.stream());
        return type;
    }

    private static CallOptions options(Params params, String transport) throws RpcException {
        boolean asItems = params.flag("codexResponsesAsItems");
        Handback handback = asItems ? Handback.ITEMS : Handback.SPOKEN;
        return CallOptions.USUAL
                .withStartupContext(
                        params.optionalFlag("includeStartupContext")
                                .orElse(!transport.equals("existingCall")))
                .withInstructions(
                        params.optionalText("realtimeStartInstructions"),
                        params.optionalText("realtimeEndInstructions"))
                .withHandback(
                        params.flag("clientManagedHandoffs") ? Handback.BY_CLIENT : handback,
                        params.optionalText("codexResponseItemPrefix").orElse(""))
                .withFlushTail(params.flag("flushTranscriptTailOnSessionEnd"))
                .withRecordingConsent(params.flag("recordingConsent"))
                .withParking(params.flag("parking"))
                .withLive(live(params));
    }

    /** What only calls of v3 have a use for. */
    private static LiveOptions live(Params params) throws RpcException {
        var items = new ArrayList<InitialItem>();
        for (Params item : params.objects("initialItems")) {
            items.add(new InitialItem(item.choice("role", TextRole.class), item.text("text")));
        }
        return new LiveOptions(items, params.optionalFlag("delegationAckFiller"), channels(params));
    }

    /** Prefixes of the client stand in for ours, channel by channel. */
    private static HandoffChannels channels(Params params) throws RpcException {
        Mode mode =
                switch (params.optionalChoice("codexResponseHandoffMode", HANDOFF_MODES)
                        .orElse("thinking")) {
                    case "commentary" -> Mode.COMMENTARY;
                    case "bemTags" -> Mode.BEM_TAGS;
                    default -> Mode.THINKING;
                };
        HandoffChannels usual = HandoffChannels.of(mode);
        Optional<Params> own = params.optionalObject("codexResponseHandoffChannelPrefixes");
        return own.isEmpty()
                ? usual
                : new HandoffChannels(
                        mode,
                        prefixes(own.get(), "analysis", usual.analysis()),
                        prefixes(own.get(), "commentary", usual.commentary()),
                        prefixes(own.get(), "final", usual.finals()));
    }

    private static List<String> prefixes(Params own, String channel, List<String> usual)
            throws RpcException {
        return own.has(channel) ? own.texts(channel) : usual;
    }

    /** Of these we have no use, but what is wrong with them is told. */
    private static void checkUnused(Params params) throws RpcException {
        params.optionalFlag("backendReasoningStatus");
        params.optionalText("voiceSessionId");
    }

    /** The client made that call itself: what belongs to its making cannot be given here. */
    private static void checkExistingCall(Params params) throws RpcException {
        if (params.flag("includeStartupContext")) {
            throw notWithExistingCall("includeStartupContext");
        }
        if (params.tree().has("prompt")) {
            throw notWithExistingCall("prompt");
        }
        if (!params.objects("initialItems").isEmpty()) {
            throw notWithExistingCall("initialItems");
        }
        for (String option : List.of("model", "voice", "delegationAckFiller")) {
            if (params.has(option)) {
                throw notWithExistingCall(option);
            }
        }
    }

    private static RpcException notWithExistingCall(String option) {
        return RpcException.invalid("existingCall transport does not support " + option);
    }
}
