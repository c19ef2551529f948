package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

/** What calls count and trace, against a server that a test writes. */
class CallProbeTest extends WireCalls {

    private void start(Transport transport) throws InterruptedException {
        start(transport, Version.V2);
    }

    private double calls(String state) {
        return watched.number("sidetone.calls", "state", state);
    }

    private double joins(String outcome) {
        return watched.number("sidetone.sideband.joins", "outcome", outcome);
    }

    private double starts(String outcome) {
        return watched.number("sidetone.call.starts", "outcome", outcome, "family", "compatible");
    }

    private void says(String type, String members) {
        upstream.says("{\"event_id\":\"e\",\"type\":\"%s\",%s}".formatted(type, members));
    }

    @Test
    void aSidebandThatIsLostAndJoinedAgainIsCounted() throws Exception {
        start(new Transport.WebRtc("v=0"));
        await().until(() -> calls("live") == 1);
        assertThat(starts("started")).isOne();
        assertThat(
                        watched.number(
                                "sidetone.call.start",
                                "family",
                                "compatible",
                                "transport",
                                "webrtc"))
                .isOne();
        assertThat(joins("joined")).isOne();

        upstream.cut();

        await().until(() -> joins("rejoined") == 1);
        assertThat(watched.number("sidetone.sideband.losses")).isOne();
        assertThat(joins("joined")).isOne();
        await().until(() -> calls("live") == 1 && calls("reconnecting") == 0);

        sessions.stop(Given.CONVERSATION);
        await().until(() -> watched.number("sidetone.call.ends", "reason", "requested") == 1);
        for (CallPhase phase : CallPhase.values()) {
            assertThat(calls(phase.name().toLowerCase(java.util.Locale.ROOT))).isZero();
        }
    }

    @Test
    void aCallThatTheProviderRefusesFailsAndIsNoEnd() throws Exception {
        upstream.status = 401;
        start(new Transport.WebRtc("v=0"));

        await().until(() -> starts("failed") == 1);
        assertThat(
                        watched.number(
                                "sidetone.provider.requests",
                                "request",
                                "create",
                                "outcome",
                                "refused"))
                .isOne();
        assertThat(watched.number("sidetone.call.ends")).isZero();
        await().until(() -> calls("ending") == 0 && calls("starting") == 0);
        SpanData span = watched.span("sidetone.call.start");
        assertThat(Watched.attributes(span)).containsEntry("error.type", "failed");
    }

    @Test
    void aCallThatIsStoppedBeforeItIsUpIsCancelled() throws Exception {
        upstream.silent = true;
        start(new Transport.WebRtc("v=0"));
        await().until(() -> upstream.requests.size() == 1);
        assertThat(calls("starting")).isOne();

        sessions.stop(Given.CONVERSATION);

        await().until(() -> starts("cancelled") == 1);
    }

    @Test
    void aTurnIsOneTraceFromTheEndOfSpeechToTheEndOfTheAnswer() throws Exception {
        start(new Transport.Socket());
        await().until(() -> calls("live") == 1);

        says("input_audio_buffer.speech_started", "\"audio_start_ms\":0,\"item_id\":\"u1\"");
        says("input_audio_buffer.speech_stopped", "\"audio_end_ms\":9,\"item_id\":\"u1\"");
        says("response.created", "\"response\":{\"id\":\"r1\",\"status\":\"in_progress\"}");
        says(
                "conversation.item.done",
                "\"item\":{\"type\":\"function_call\",\"id\":\"f1\",\"call_id\":\"c1\",\"name\":\"background_agent\",\"arguments\":\"{\\\"prompt\\\":\\\"canary\\\"}\"}");
        says("response.done", "\"response\":{\"id\":\"r1\",\"status\":\"completed\"}");
        await().until(() -> upstream.frames.stream().anyMatch(f -> f.contains("response.create")));
        says("response.created", "\"response\":{\"id\":\"r2\",\"status\":\"in_progress\"}");
        says(
                "response.output_audio.delta",
                "\"response_id\":\"r2\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"delta\":\"AAAA\"");
        says(
                "response.done",
                "\"response\":{\"id\":\"r2\",\"status\":\"completed\",\"usage\":{\"total_tokens\":7,\"input_tokens\":4,\"output_tokens\":3}}");
        await().until(() ->
                watched.spans.stream().anyMatch(s -> s.getName().equals("sidetone.turn")));

        SpanData turn = watched.span("sidetone.turn");
        SpanData agent = watched.span("sidetone.agent.task");
        SpanData begin = watched.span("sidetone.call.start");
        SpanData open = watched.span("sidetone.provider.request");
        assertThat(agent.getParentSpanId()).isEqualTo(turn.getSpanId());
        assertThat(agent.getTraceId()).isEqualTo(turn.getTraceId());
        assertThat(open.getParentSpanId()).isEqualTo(begin.getSpanId());
        assertThat(turn.getTraceId()).isNotEqualTo(begin.getTraceId());
        assertThat(turn.getEvents()).extracting(e -> e.getName()).containsExactly("first sound");
        assertThat(Watched.attributes(turn))
                .containsEntry("gen_ai.conversation.id", Given.CONVERSATION.value())
                .containsEntry("sidetone.provider.family", "compatible")
                .containsEntry("gen_ai.usage.input_tokens", "4")
                .containsEntry("gen_ai.usage.output_tokens", "3")
                .containsKeys("sidetone.call.id", "sidetone.turn.latency_ms");
        assertThat(watched.number("sidetone.turn.latency", "part", "total")).isOne();
        assertThat(watched.number("sidetone.tokens", "kind", "input_all")).isEqualTo(4);
        assertThat(watched.number("sidetone.tokens", "kind", "output_all")).isEqualTo(3);
        assertThat(watched.number("sidetone.agent.tasks", "outcome", "completed")).isOne();
        assertThat(told(Notice.Latency.class)).isNotEmpty();
        assertThat(told(Notice.TurnItemCompleted.class)).isNotEmpty();
        assertThat(watched.spans.toString()).doesNotContain("canary");
    }

    @Test
    void aTurnThatIsNeverAnsweredEndsWithItsCall() throws Exception {
        start(new Transport.Socket());
        await().until(() -> calls("live") == 1);
        sessions.text(Given.CONVERSATION, "hello", TextRole.USER, "");
        await().until(() -> upstream.frames.stream().anyMatch(f -> f.contains("hello")));
        says("input_audio_buffer.speech_stopped", "\"audio_end_ms\":9,\"item_id\":\"u1\"");
        await().until(() ->
                watched.spans.stream().anyMatch(s -> s.getName().equals("sidetone.turn")));

        sessions.stop(Given.CONVERSATION);

        await().until(() ->
                watched.spans.stream().filter(s -> s.getName().equals("sidetone.turn")).count()
                        == 2);
        assertThat(watched.spans)
                .filteredOn(s -> s.getName().equals("sidetone.turn"))
                .extracting(s -> Watched.attributes(s).get("sidetone.outcome"))
                .containsExactly("superseded", "call_over");
    }
}
