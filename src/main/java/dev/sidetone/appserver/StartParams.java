package dev.sidetone.appserver;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.CallOptions;
import dev.sidetone.session.CallOptions.Handback;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.Modality;
import dev.sidetone.session.Transport;
import dev.sidetone.session.Voices;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code thread/realtime/start} asks for: every member of the contract is checked; those that
 * the engine has no use for are named in {@link #refusal}, so that nobody waits for their effect.
 *
 * @param refusal why this combination cannot run, in words; empty when it can
 */
record StartParams(CallRequest request, Optional<String> refusal) {

    private static final List<String> TRANSPORTS = List.of("websocket", "webrtc", "existingCall");
    private static final List<String> VERSIONS = List.of("v1", "v2", "v3");
    private static final List<String> HANDOFF_MODES = List.of("thinking", "commentary", "bemTags");
    private static final List<String> ROLES = List.of("user", "developer", "assistant");
    private static final List<String> VOICES =
            Stream.of(Voices.V1, Voices.V2).flatMap(List::stream).toList();

    static StartParams read(Params params) throws RpcException {
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
        return new StartParams(request, refusal(params, request.version()));
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
                .withFlushTail(params.flag("flushTranscriptTailOnSessionEnd"));
    }

    /** What only calls of the version v3 have a use for is checked all the same. */
    private static void checkUnused(Params params) throws RpcException {
        params.optionalFlag("delegationAckFiller");
        params.optionalFlag("backendReasoningStatus");
        params.optionalText("voiceSessionId");
        params.optionalChoice("codexResponseHandoffMode", HANDOFF_MODES);
        Optional<Params> prefixes = params.optionalObject("codexResponseHandoffChannelPrefixes");
        if (prefixes.isPresent()) {
            for (String channel : List.of("analysis", "commentary", "final")) {
                prefixes.get().texts(channel);
            }
        }
        for (Params item : params.objects("initialItems")) {
            item.choice("role", ROLES.stream());
            item.text("text");
        }
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

    private static Optional<String> refusal(Params params, Optional<Version> version)
            throws RpcException {
        List<Params> items = params.objects("initialItems");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        return version.equals(Optional.of(Version.V3))
                ? Optional.of(
                        "Initial realtime items are not passed on yet; leave `initialItems` out"
                                + " and send them with thread/realtime/appendText.")
                : Optional.of("initial realtime items require realtime v3");
    }
}
