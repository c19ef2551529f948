package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.provider.TestUpstream;
import dev.sidetone.session.HandoffChannels.Mode;
import dev.sidetone.session.LiveOptions.InitialItem;
import dev.sidetone.wire.WireCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole calls in v1 and v3, over real sockets, against a server that a test writes. */
class ProtocolCallTest {

    private final TestUpstream upstream = new TestUpstream();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final NoticeSink watcher = (_, notice) -> notices.add(notice);
    private final Sessions sessions =
            new Sessions(
                    upstream.providers(),
                    new MemoryStore(),
                    Path.of("work"),
                    () -> new CallDefaults("model", "marin"),
                    Optional.of(new Answering()),
                    _ -> "",
                    1_000);

    @AfterEach
    void end() throws InterruptedException {
        sessions.stop(Given.CONVERSATION);
        upstream.close();
    }

    /** Answers what it was asked with itself. */
    private static final class Answering implements CodingAgent {
        @Override
        public String id() {
            return "answering";
        }

        @Override
        public AgentAnswer run(AgentRequest request, AgentObserver observer) {
            return new AgentAnswer("Answer to " + request.prompt(), "md", List.of(), true);
        }

        @Override
        public List<String> vocabulary(ConversationId conversation, int limit) {
            return List.of();
        }

        @Override
        public void forget(ConversationId conversation) {}
    }

    private Optional<String> sessionId = Optional.empty();

    private void start(Transport transport, Version version) throws InterruptedException {
        start(transport, version, CallOptions.USUAL);
    }

    private void start(Transport transport, Version version, CallOptions options)
            throws InterruptedException {
        sessions.watch(Given.CONVERSATION, watcher);
        sessions.start(
                Given.CONVERSATION,
                new CallRequest(
                        transport,
                        Modality.AUDIO,
                        Optional.empty(),
                        Optional.of("Be brief."),
                        sessionId,
                        Optional.empty(),
                        Optional.of(version),
                        options));
    }

    private <N extends Notice> List<N> told(Class<N> type) {
        return notices.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void listening(int sockets) {
        await().until(() ->
                upstream.sockets() == sockets
                        && told(Notice.StateChanged.class).stream()
                                .reduce((_, last) -> last)
                                .filter(s -> s.state() == ConsoleState.LISTENING)
                                .isPresent());
    }

    private List<JsonNode> frames(String type) {
        return upstream.frames.stream()
                .map(ProtocolCallTest::json)
                .filter(f -> f.path("type").asText().equals(type))
                .toList();
    }

    private JsonNode frame(String type) {
        await().until(() -> !frames(type).isEmpty());
        return frames(type).getFirst();
    }

    private static JsonNode json(String text) {
        try {
            return WireCodec.json().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Codex: conversation_start_audio_text_close_round_trip. */
    @Test
    void aV1SocketCallTakesSoundAndTextAndTellsWhatIsSaid() throws Exception {
        start(new Transport.Socket(), Version.V1);
        await().until(() -> !told(Notice.CallStarted.class).isEmpty());
        assertThat(told(Notice.CallStarted.class).getFirst().version()).isEqualTo("v1");
        assertThat(frame("session.update").at("/session/type").asText()).isEqualTo("quicksilver");
        assertThat(frame("session.update").at("/session/audio/output/voice").asText())
                .isEqualTo("cove");
        var upgrade = upstream.upgradeRequests.getFirst();
        assertThat(upgrade.uri()).isEqualTo("/v1/realtime?intent=quicksilver&model=model");
        assertThat(upgrade.header("x-session-id"))
                .isEqualTo(told(Notice.CallStarted.class).getFirst().sessionId());

        sessions.audio(Given.CONVERSATION, "AAA=");
        sessions.text(Given.CONVERSATION, "hello", TextRole.USER);
        assertThat(frame("input_audio_buffer.append").path("audio").asText()).isEqualTo("AAA=");
        assertThat(frame("conversation.item.create").at("/item/content/0/text").asText())
                .isEqualTo("hello");

        upstream.says("{\"type\":\"conversation.input_transcript.delta\",\"delta\":\"hi\"}");
        upstream.says(
                "{\"type\":\"conversation.input_transcript.turn_marked\",\"transcript\":\"Hi.\"}");
        upstream.says(
                "{\"type\":\"conversation.output_audio.delta\",\"delta\":\"AAAA\",\"sample_rate\":24000,\"channels\":1}");
        upstream.says("{\"type\":\"response.output_audio_transcript.delta\",\"delta\":\"Hello\"}");
        upstream.says(
                "{\"type\":\"response.output_audio_transcript.done\",\"transcript\":\"Hello.\"}");

        await().until(() -> told(Notice.WordsDone.class).size() == 2);
        assertThat(told(Notice.WordsDone.class))
                .extracting(Notice.WordsDone::text)
                .containsExactly("Hi.", "Hello.");
        assertThat(told(Notice.OutputAudio.class)).hasSize(1);
    }

    @Test
    void aV1HandoffIsAnsweredUnderItsId() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V1);
        listening(1);
        assertThat(told(Notice.Answer.class).getFirst().sdp()).isEqualTo("v=0 answer");
        assertThat(upstream.upgrades())
                .containsExactly("/v1/realtime?intent=quicksilver&call_id=rtc_abc");

        upstream.says(
                "{\"type\":\"conversation.handoff.requested\",\"handoff_id\":\"h1\",\"item_id\":\"i1\",\"input_transcript\":\"who calls it\"}");

        JsonNode answer = frame("conversation.handoff.append");
        assertThat(answer.path("handoff_id").asText()).isEqualTo("h1");
        assertThat(answer.path("output_text").asText()).contains("Answer to who calls it");
        assertThat(frames("response.create")).isEmpty();
    }

    /** Codex: conversation_second_start_replaces_runtime. */
    @ParameterizedTest
    @EnumSource
    void aSecondStartTakesTheSoundAndHasItsOwnSessionId(Version version) throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        upstream.onSocket =
                socket -> {
                    int number = upstream.sockets();
                    socket.textMessageHandler(frame -> {
                        if (frame.contains("append")) {
                            heard.add(number + " " + json(frame).path("audio").asText());
                        }
                    });
                    socket.writeTextMessage("{\"type\":\"session.started\"}");
                };
        sessionId = Optional.of("one");
        start(new Transport.Socket(), version);
        await().until(() -> told(Notice.CallStarted.class).size() == 1);
        sessions.audio(Given.CONVERSATION, "AAA=");
        await().until(() -> heard.size() == 1);

        sessionId = Optional.of("two");
        start(new Transport.Socket(), version);
        await().until(() -> told(Notice.CallStarted.class).size() == 2);
        sessions.audio(Given.CONVERSATION, "BBB=");
        await().until(() -> heard.size() == 2);

        assertThat(heard).containsExactly("1 AAA=", "2 BBB=");
        assertThat(upstream.upgradeRequests)
                .extracting(seen -> seen.header("x-session-id"))
                .containsExactly("one", "two");
    }

    /** Codex: webrtc_v3_start_posts_live_session_and_joins_without_session_update. */
    @Test
    void aV3CallJoinsItsSidebandWithoutAWordAndAnswersDelegations() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V3);
        listening(1);
        assertThat(upstream.requests.getFirst().uri()).isEqualTo("/v1/live");
        assertThat(upstream.upgrades()).containsExactly("/v1/live/rtc_abc");
        assertThat(upstream.frames).isEmpty();

        upstream.says(
                "{\"type\":\"delegation.created\",\"item\":{\"id\":\"d1\",\"type\":\"delegation\",\"target\":\"client\",\"content\":[{\"type\":\"input_text\",\"text\":\"who calls it\"}]}}");

        JsonNode answer = frame("delegation.context.append");
        assertThat(answer.path("delegation_item_id").asText()).isEqualTo("d1");
        assertThat(answer.at("/content/0/text").asText()).contains("Answer to who calls it");
    }

    /** Codex: websocket_v3_passes_initial_items_through_session_start. */
    @Test
    void aV3SocketBeginsWithItsInitialItems() throws Exception {
        upstream.onSocket = socket -> socket.writeTextMessage("{\"type\":\"session.started\"}");
        var live =
                new LiveOptions(
                        List.of(
                                new InitialItem(TextRole.USER, "u"),
                                new InitialItem(TextRole.DEVELOPER, "d"),
                                new InitialItem(TextRole.ASSISTANT, "a")),
                        Optional.of(false),
                        HandoffChannels.THINKING);

        start(new Transport.Socket(), Version.V3, CallOptions.USUAL.withLive(live));
        listening(1);

        JsonNode session = frame("session.update").path("session");
        assertThat(session.path("initial_items"))
                .isEqualTo(
                        json(
                                """
                                [{"type":"message","role":"user",
                                  "content":[{"type":"input_text","text":"u"}]},
                                 {"type":"message","role":"developer",
                                  "content":[{"type":"input_text","text":"d"}]},
                                 {"type":"message","role":"assistant",
                                  "content":[{"type":"output_text","text":"a"}]}]
                                """));
        assertThat(session.path("delegation"))
                .isEqualTo(json("{\"type\":\"client\",\"ack_filler\":false}"));
        assertThat(upstream.upgrades()).containsExactly("/v1/live?model=model");
    }

    /** Codex: websocket_v3_routes_handoffs_by_session_mode. */
    @Test
    void aV3AnswerGoesToTheChannelOfTheClientsMode() throws Exception {
        var live = new LiveOptions(List.of(), Optional.empty(), HandoffChannels.of(Mode.BEM_TAGS));
        start(new Transport.WebRtc("v=0"), Version.V3, CallOptions.USUAL.withLive(live));
        listening(1);
        upstream.says(
                "{\"type\":\"delegation.created\",\"item\":{\"id\":\"d1\",\"type\":\"delegation\",\"target\":\"client\",\"content\":[{\"type\":\"input_text\",\"text\":\"who calls it\"}]}}");

        assertThat(frame("delegation.context.append").path("channel").asText())
                .isEqualTo("speakable");
        sessions.speech(Given.CONVERSATION, "Listen.");
        assertThat(frame("session.context.append").path("channel").asText()).isEqualTo("speakable");
    }

    /** Codex: webrtc_v1_default_automatic_output_uses_handoff_append, ..._manual_append_speaks. */
    @Test
    void aV1AnswerToATypedTurnIsMarkedAsTheLastWordAndSpeechIsNot() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V1);
        listening(1);

        sessions.turn(Given.CONVERSATION, "who calls it");
        JsonNode answer = frame("conversation.handoff.append");
        sessions.speech(Given.CONVERSATION, "Listen.");
        await().until(() -> frames("conversation.handoff.append").size() == 2);

        assertThat(answer.path("handoff_id").asText()).isEqualTo("codex");
        assertThat(answer.path("output_text").asText())
                .isEqualTo("\"Agent Final Message\":\n\nAnswer to who calls it");
        assertThat(frames("conversation.handoff.append").getLast().path("output_text").asText())
                .isEqualTo("Listen.");
        assertThat(told(Notice.StateChanged.class).getLast().state())
                .isEqualTo(ConsoleState.LISTENING);
    }

    /** Codex: conversation_webrtc_live_reconnects_sideband_after_unclean_disconnect. */
    @Test
    void aSidebandThatIsCutIsJoinedAgainAndATranscriptSpansBoth() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V3);
        listening(1);
        upstream.says("{\"type\":\"input_transcript.added\",\"item\":{\"text\":\"who \"}}");
        await().until(() -> !told(Notice.WordsDelta.class).isEmpty());

        upstream.cut();
        await().until(() -> upstream.sockets() == 2);
        upstream.says("{\"type\":\"input_transcript.added\",\"item\":{\"text\":\"calls it\"}}");
        upstream.says(
                "{\"type\":\"turn.done\",\"turn\":{\"role\":\"user\",\"transcript\":\"Who calls it\"}}");
        await().until(() -> !told(Notice.WordsDone.class).isEmpty());

        assertThat(told(Notice.WordsDelta.class))
                .extracting(Notice.WordsDelta::itemId)
                .containsOnly(told(Notice.WordsDone.class).getFirst().itemId());

        upstream.upgradeStatus = 404;
        upstream.cut();
        await().until(() -> !told(Notice.CallClosed.class).isEmpty());
        assertThat(told(Notice.CallClosed.class).getFirst().reason())
                .isEqualTo(CloseReason.TRANSPORT_CLOSED);
        assertThat(told(Notice.CallError.class)).isEmpty();
    }

    @Test
    void aFirstJoinIsTriedAgainAfterAFaultAndNotWhenTheCallIsGone() throws Exception {
        upstream.upgradeStatuses.addAll(List.of(500, 503));
        start(new Transport.WebRtc("v=0"), Version.V1);
        listening(1);
        assertThat(upstream.upgrades()).hasSize(3);
        sessions.stop(Given.CONVERSATION);

        upstream.upgradeStatus = 410;
        start(new Transport.WebRtc("v=0"), Version.V1);
        await().until(() -> !told(Notice.CallError.class).isEmpty());
        assertThat(upstream.upgrades()).hasSize(4);
    }

    /** Codex: conversation_webrtc_close_while_sideband_connecting_drops_pending_join. */
    @Test
    void aCallThatIsStoppedWhileItsSidebandJoinsIsClosedAtOnce() throws Exception {
        upstream.upgradesHeld = true;
        start(new Transport.WebRtc("v=0"), Version.V1);
        await().until(() -> upstream.upgrades().size() == 1);

        sessions.stop(Given.CONVERSATION);

        await().until(() -> !told(Notice.CallClosed.class).isEmpty());
        assertThat(told(Notice.CallClosed.class).getFirst().reason())
                .isEqualTo(CloseReason.REQUESTED);
        assertThat(upstream.sockets()).isZero();
    }

    /** Codex: conversation_existing_call_attaches_without_creating_another_call. */
    @Test
    void aCallOfTheClientIsJoinedAndNotConfigured() throws Exception {
        start(new Transport.ExistingCall("rtc_own"), Version.V3);
        listening(1);

        assertThat(upstream.requests).isEmpty();
        assertThat(upstream.upgrades()).containsExactly("/v1/live/rtc_own");
        assertThat(upstream.upgradeRequests.getFirst().headers()).doesNotContainKey("x-session-id");
        assertThat(upstream.frames).isEmpty();
        assertThat(told(Notice.CallStarted.class).getFirst().sessionId()).isEmpty();
        assertThat(told(Notice.Answer.class)).isEmpty();
    }

    @Test
    void aCallOfTheClientThatIsGoneIsToldAndNotStarted() throws Exception {
        upstream.upgradeStatus = 404;
        start(new Transport.ExistingCall("rtc_own"), Version.V1);

        await().until(() -> !told(Notice.CallError.class).isEmpty());
        assertThat(told(Notice.CallStarted.class)).isEmpty();
    }

    @Test
    void aRecoverableErrorEndsNothing() throws Exception {
        start(new Transport.Socket(), Version.V1);
        await().until(() -> upstream.sockets() == 1);

        upstream.says("{\"type\":\"error\",\"message\":\"too fast\"}");
        await().until(() -> !told(Notice.CallError.class).isEmpty());
        upstream.says("{\"type\":\"brand.new\"}");
        upstream.says(
                "{\"type\":\"conversation.output_transcript.delta\",\"delta\":\"still here\"}");

        await().until(() -> !told(Notice.WordsDelta.class).isEmpty());
        assertThat(told(Notice.CallClosed.class)).isEmpty();
    }
}
