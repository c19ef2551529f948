package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.session.HandoffChannels.Mode;
import dev.sidetone.session.LiveOptions.InitialItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client asks for when it starts a call, as its provider gets it. */
class StartWireTest extends WireCalls {

    /** Codex: conversation_start_defaults_to_v2_and_gpt_realtime_1_5. */
    @Test
    void aCallThatNamesNothingIsInV2WithMarinAndItsPromptOnly() throws Exception {
        start(Optional.empty());

        JsonNode session = frame("session.update").path("session");
        assertThat(upstream.upgrades()).containsExactly("/v1/realtime?model=model");
        assertThat(upstream.upgradeRequests.getFirst().header("authorization"))
                .isEqualTo("Bearer sk-secret");
        assertThat(session.path("type").asText()).isEqualTo("realtime");
        assertThat(session.at("/audio/output/voice").asText()).isEqualTo("marin");
        assertThat(session.path("instructions").asText()).isEqualTo("Be brief.");
        assertThat(session.path("tools").findValuesAsText("name"))
                .containsExactly("background_agent", "remain_silent");
    }

    /** Codex: conversation_uses_explicit_start_voice. */
    @Test
    void theVoiceThatTheClientNamesGoesBeforeTheConfiguredOne() throws Exception {
        start(Optional.of("cedar"));

        assertThat(frame("session.update").at("/session/audio/output/voice").asText())
                .isEqualTo("cedar");
    }

    private void start(Optional<String> voice) throws InterruptedException {
        sessions.watch(Given.CONVERSATION, watcher);
        sessions.start(
                Given.CONVERSATION,
                new CallRequest(
                        new Transport.Socket(),
                        Modality.AUDIO,
                        voice,
                        Optional.of("Be brief."),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** What a service that died left open is looked for meanwhile, and ended when it is found. */
    @Test
    void aStoreThatDoesNotAnswerHoldsUpNoStart() throws Exception {
        store.append(
                NewItem.toolCall(
                        Given.CONVERSATION, "t1", "search_text", "t1", "{}", Instant.EPOCH));
        store.mayRead.acquire();
        try {
            Thread.startVirtualThread(this::webRtcStarts);
            await().until(() -> !told(Notice.Answer.class).isEmpty());
            listening(1);
            assertThat(store.items).hasSize(1);
        } finally {
            store.mayRead.release();
        }

        await().until(() ->
                told(Notice.Stored.class).stream()
                        .anyMatch(n -> n.item().text().equals(Leftovers.RESULT)));
    }

    private void webRtcStarts() {
        try {
            start(new Transport.WebRtc("v=0"), Version.V2);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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

        sessions.turn(Given.CONVERSATION, "who calls it", "");
        JsonNode answer = frame("conversation.handoff.append");
        sessions.speech(Given.CONVERSATION, "Listen.");
        await().until(() -> frames("conversation.handoff.append").size() == 2);

        assertThat(answer.path("handoff_id").asText()).isEqualTo("codex");
        assertThat(answer.path("output_text").asText())
                .isEqualTo("\"Agent Final Message\":\n\nAnswer to who calls it");
        assertThat(frames("conversation.handoff.append").getLast().path("output_text").asText())
                .isEqualTo("Listen.");
        assertThat(frames("conversation.item.create")).isEmpty();
        assertThat(told(Notice.StateChanged.class).getLast().state())
                .isEqualTo(ConsoleState.LISTENING);
    }
}
