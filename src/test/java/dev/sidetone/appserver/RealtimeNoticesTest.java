package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Notice;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What clients are told about calls, and which clients. */
@QuarkusTest
class RealtimeNoticesTest {

    @TestHTTPResource("/")
    URI base;

    /** Codex: thread_realtime_started_notification_is_marked_experimental and its sisters. */
    @Test
    void aClientWithoutTheCapabilityHearsOfTurnsAndNotOfCalls() {
        try (var client = RpcClient.initialized(base);
                var plain = new RpcClient(base)) {
            plain.result("initialize", RpcClient.handshake(false));
            plain.text("{\"method\":\"initialized\"}");
            String thread = RpcTest.startThread(client);
            plain.result("thread/resume", RpcClient.object().put("threadId", thread));

            client.result("thread/realtime/start", CallTest.start(thread));
            client.told("thread/realtime/started");
            client.result("thread/realtime/appendText", CallTest.text(thread, "where is it?"));
            client.told("thread/realtime/transcript/done");
            plain.told("turn/completed");

            assertThat(plain.methods()).noneMatch(method -> method.startsWith("thread/realtime/"));
        }
    }

    /** Codex: realtime_conversation_started_event_uses_realtime_session_id. */
    @Test
    void aStartedCallHasTheThreadsIdOrTheOneThatTheClientChose() {
        try (var client = RpcClient.initialized(base)) {
            String thread = CallTest.call(client);
            var own = CallTest.start(thread).put("realtimeSessionId", "my-session");
            client.result("thread/realtime/start", own);
            client.told(
                    "thread/realtime/started",
                    params -> params.path("realtimeSessionId").asText().equals("my-session"));

            assertThat(client.notices("thread/realtime/started"))
                    .extracting(params -> params.path("realtimeSessionId").asText())
                    .containsExactly(thread, "my-session");
        }
    }

    /** Codex: serialize_thread_realtime_append_speech. */
    @Test
    void whatAClientWantsSaidIsSaidAndBlankIsTakenForNothing() {
        try (var client = RpcClient.initialized(base)) {
            String thread = CallTest.call(client);

            assertThat(client.result("thread/realtime/appendSpeech", CallTest.text(thread, " ")))
                    .isEmpty();
            client.result("thread/realtime/appendSpeech", CallTest.text(thread, "Lunch is ready."));

            assertThat(client.told("thread/realtime/transcript/done").path("text").asText())
                    .contains("Lunch is ready");
            assertThat(client.notices("thread/realtime/transcript/done")).hasSize(1);
        }
    }

    /** Codex: serialize_thread_realtime_output_audio_delta_notification. */
    @Test
    void soundHasTheContractsMembers() {
        var thread = new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");

        Frame frame = NoticeFrames.of(thread, new Notice.OutputAudio("item_1", "AAAA")).getFirst();

        assertThat(frame.method()).isEqualTo("thread/realtime/outputAudio/delta");
        assertThat(frame.params().toString())
                .isEqualTo(
                        "{\"threadId\":\"%s\",\"audio\":{\"data\":\"AAAA\",\"sampleRate\":24000,\"numChannels\":1,\"samplesPerChannel\":null,\"itemId\":\"item_1\"}}"
                                .formatted(thread.value()));
    }
}
