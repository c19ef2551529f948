package dev.sidetone.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.provider.Capabilities;
import dev.sidetone.provider.Capabilities.CallBody;
import dev.sidetone.provider.VoiceSets;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.RealtimeResponse;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A call to try transitions on, and short names for its events. */
final class Given {

    static final long BEGUN = 1_000_000;
    static final ConversationId CONVERSATION =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");

    static final Capabilities CAPABILITIES = capabilities(true);

    static Capabilities capabilities(boolean rejoin) {
        return capabilities(rejoin, false);
    }

    static Capabilities capabilities(boolean rejoin, boolean logprobs) {
        return capabilities(rejoin, logprobs, List.of(), Set.of(Version.values()));
    }

    /** A provider with voices of its own. */
    static Capabilities speaking(List<String> voices) {
        return capabilities(true, false, voices, Set.of(Version.values()));
    }

    /** Sound goes to it by WebRTC only. */
    static Capabilities withoutWebSocket() {
        return capabilities(true, false, List.of(), Set.of());
    }

    private static Capabilities capabilities(
            boolean rejoin, boolean logprobs, List<String> voices, Set<Version> webSocket) {
        return new Capabilities(
                "test",
                Set.of(Version.values()),
                webSocket,
                Set.of(Type.values()),
                CallBody.MULTIPART,
                Optional.empty(),
                Set.of(Capabilities.Modality.values()),
                List.of(Capabilities.AUDIO_FORMAT),
                voices,
                true,
                rejoin,
                true,
                logprobs,
                "transcriber",
                Optional.empty(),
                5,
                OptionalInt.empty());
    }

    private Given() {}

    static CallMachine webRtc() {
        return new CallMachine(spec(new Transport.WebRtc("v=0"), Modality.AUDIO));
    }

    static CallMachine socket() {
        return new CallMachine(spec(new Transport.Socket(), Modality.AUDIO));
    }

    /** What a client asks for that leaves all else to the service. */
    static CallRequest request(Transport transport, Modality output) {
        return new CallRequest(
                transport,
                output,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static CallSpec spec(Transport transport, Modality output) {
        return spec(transport, output, CallPolicy.USUAL, CallOptions.USUAL);
    }

    static CallSpec spec(
            Transport transport, Modality output, CallPolicy policy, CallOptions options) {
        return spec(transport, output, Version.V2, CAPABILITIES, policy, options);
    }

    /** Over a socket, aloud. */
    static CallSpec in(Version version, CallPolicy policy) {
        return spec(
                new Transport.Socket(),
                Modality.AUDIO,
                version,
                CAPABILITIES,
                policy,
                CallOptions.USUAL);
    }

    static CallSpec spec(
            Transport transport,
            Modality output,
            Version version,
            Capabilities provider,
            CallPolicy policy,
            CallOptions options) {
        return new CallSpec(
                CONVERSATION,
                "call-1",
                "session-1",
                transport,
                output,
                version,
                VoiceSets.usual(version),
                Optional.empty(),
                "model",
                provider,
                policy,
                options,
                BEGUN);
    }

    /** A call over a provider that ends sessions after an hour. */
    static CallMachine capped(Transport transport) {
        CallPolicy hourly = CallPolicy.USUAL.capped(Optional.of(java.time.Duration.ofHours(1)));
        return new CallMachine(spec(transport, Modality.AUDIO, hourly, CallOptions.USUAL));
    }

    /** A talk that follows events of the provider and the client on a live call. */
    static final class Talk {
        final CallMachine machine;
        CallState state;
        long now = BEGUN;
        List<Effect> last = List.of();
        final List<Effect> all = new java.util.ArrayList<>();

        Talk(CallMachine machine) {
            this.machine = machine;
            this.state = live(machine);
        }

        Talk hears(ServerEvent event) {
            return gets(new CallEvent.ProviderSaid(event));
        }

        Talk gets(CallEvent event) {
            Step step = machine.next(state, event, now);
            state = step.state();
            last = step.effects();
            all.addAll(last);
            return this;
        }

        Talk after(long ms) {
            now += ms;
            return this;
        }

        Dialogue dialogue() {
            return ((Live) state).dialogue();
        }

        ConsoleState shown() {
            return View.of(state).state();
        }
    }

    /** A talk in v2 in which nothing was said yet. */
    static Dialogue fresh() {
        return Dialogue.fresh(Briefing.NONE, Version.V2);
    }

    static Live live(CallMachine machine) {
        String callId = machine.spec().webRtc() ? "rtc_1" : "";
        return new Live(
                callId,
                new Link.Up(BEGUN, 0),
                Dialogue.fresh(Briefing.NONE, machine.spec().version()),
                Life.begun(BEGUN));
    }

    static Talk talkOverSocket() {
        return new Talk(socket());
    }

    static Talk talkOverWebRtc() {
        return new Talk(webRtc());
    }

    static List<ClientEvent> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(e -> ((Effect.Send) e).event())
                .toList();
    }

    static List<NewItem> written(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Write.class::isInstance)
                .map(e -> ((Effect.Write) e).item())
                .toList();
    }

    static <N extends Notice> List<N> told(List<Effect> effects, Class<N> type) {
        return effects.stream()
                .filter(Effect.Publish.class::isInstance)
                .map(e -> ((Effect.Publish) e).notice())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static List<String> outputs(List<Effect> effects) {
        return sent(effects).stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item())
                .filter(item -> item.path("type").asText().equals("function_call_output"))
                .map(item -> item.path("call_id").asText() + "=" + item.path("output").asText())
                .toList();
    }

    static long creates(List<Effect> effects) {
        return sent(effects).stream().filter(ClientEvent.ResponseCreate.class::isInstance).count();
    }

    /** {@code ms} of silence in base64. */
    static String sound(int ms) {
        return Base64.getEncoder().encodeToString(new byte[48 * ms]);
    }

    static ServerEvent speechStarted(String item, long at) {
        return new ServerEvent.SpeechStarted("e", at, item);
    }

    static ServerEvent speechStopped(String item, long at) {
        return new ServerEvent.SpeechStopped("e", at, item);
    }

    static ServerEvent heard(String item, String words) {
        return new ServerEvent.TranscriptionCompleted("e", item, 0, words, null, null, null);
    }

    static ServerEvent responseCreated() {
        return new ServerEvent.ResponseCreated("e", response("in_progress"));
    }

    static ServerEvent responseDone(String status) {
        return new ServerEvent.ResponseDone("e", response(status));
    }

    static ServerEvent begins(String item) {
        return new ServerEvent.OutputItemAdded(
                "e", "resp_1", 0, new Item.Message(item, "in_progress", "assistant", List.of()));
    }

    static ServerEvent says(String item, String delta) {
        return new ServerEvent.OutputTranscriptDelta("e", "resp_1", item, 0, 0, delta);
    }

    static ServerEvent said(String item, String text) {
        return new ServerEvent.OutputTranscriptDone("e", "resp_1", item, 0, 0, text);
    }

    static ServerEvent sounds(String item, int ms) {
        return new ServerEvent.OutputAudioDelta("e", "resp_1", item, 0, 0, sound(ms));
    }

    static ServerEvent calls(String name, String callId, String arguments) {
        return new ServerEvent.ItemDone(
                "e",
                null,
                new Item.FunctionCall("item_" + callId, "completed", name, callId, arguments));
    }

    static ServerEvent error(String code) {
        ObjectNode event = WireCodec.json().createObjectNode().put("type", "error");
        event.putObject("error")
                .put("type", "invalid_request_error")
                .put("code", code)
                .put("message", "trouble");
        try {
            return WireCodec.readServer(event.toString());
        } catch (WireFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static RealtimeResponse response(String status) {
        return new RealtimeResponse(
                null, "resp_1", status, null, List.of(), null, null, null, null, null, null);
    }
}
