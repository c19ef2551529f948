package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.config.RealtimeSettings.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole calls in v1 and v3, over real sockets, against a server that a test writes. */
class ProtocolCallTest extends WireCalls {

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
        sessions.text(Given.CONVERSATION, "hello", TextRole.USER, "");
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
        assertThat(answer.path("output_text").asText())
                .startsWith("\"Agent Final Message\":\n\nAnswer to who calls it");
        assertThat(frames("response.create")).isEmpty();
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
