package dev.sidetone.appserver;

import static dev.sidetone.appserver.HostedProvider.start;
import static dev.sidetone.appserver.HostedProvider.started;
import static dev.sidetone.appserver.HostedProvider.stop;
import static dev.sidetone.appserver.HostedProvider.webRtc;
import static dev.sidetone.appserver.HostedProvider.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a client is told when its provider repeats itself, mixes things up, is slow or breaks off.
 */
@QuarkusTest
class FaultyProviderTest extends HostedCalls {

    @Test
    void whatIsSaidThriceIsToldAndDoneOnce() {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, HostedVersion.V2, "{\"type\":\"websocket\"}");

            upstream.repeats(3, List.of(HostedVersion.V2.heard, HostedVersion.V2.handoff));
            client.told("turn/completed");
            upstream.repeats(3, List.of(HostedVersion.V2.said));
            upstream.says(transcribed("u2", "The end."));
            client.told("thread/realtime/transcript/done", p -> p.toString().contains("The end."));

            assertThat(words(client))
                    .containsExactly("user Hi.", "assistant Nobody.", "user The end.");
            assertThat(client.notices("turn/started")).hasSize(1);
            assertThat(hosted.results(HostedVersion.V2)).hasSize(1);
            stop(client, thread);
        }
    }

    /** The user's words come after the answer to them, parts of an answer after its whole. */
    @Test
    void whatComesInAnotherOrderIsToldWithoutLossAndWithoutRepeating() {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, HostedVersion.V2, "{\"type\":\"websocket\"}");

            upstream.says(HostedVersion.V2.sound);
            upstream.says(HostedVersion.V2.said);
            upstream.says(
                    """
                    {"type":"response.output_audio_transcript.delta","response_id":"r1",
                     "item_id":"a1","output_index":0,"content_index":0,"delta":"Nobody."}
                    """);
            upstream.says(
                    "{\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"output\":[]}}");
            upstream.says(transcribed("u1", "Who calls it?"));
            upstream.says(HostedVersion.V2.handoff);
            client.told("turn/completed");

            assertThat(words(client)).containsExactly("assistant Nobody.", "user Who calls it?");
            assertThat(client.notices("thread/realtime/outputAudio/delta")).hasSize(1);
            assertThat(client.notices("thread/realtime/error")).isEmpty();
            await().until(() -> hosted.results(HostedVersion.V2).size() == 1);
            stop(client, thread);
        }
    }

    @Test
    void aSlowAnswerKeepsNobodyElseWaitingAndArrives() {
        upstream.answersHeld = true;
        try (var client = RpcClient.initialized(base)) {
            String thread = begun(client);
            await().until(() ->
                    upstream.requests.stream().anyMatch(r -> r.method().equals("POST")));

            client.result("turn/start", RpcTest.turn(RpcTest.startThread(client), "the question"));
            client.told("turn/completed");
            assertThat(client.notices("thread/realtime/started")).isEmpty();
            upstream.releaseAnswers();

            assertThat(client.told("thread/realtime/sdp").path("sdp").asText())
                    .isEqualTo("v=0 answer");
            stop(client, thread);
        }
    }

    /** A call that begins takes 64 texts; the next one waits for room in it. */
    @Test
    void aThreadThatIsHeldUpHoldsUpNoOtherUntilTooManyWait() {
        upstream.answersHeld = true;
        try (var client = RpcClient.initialized(base)) {
            String thread = begun(client);
            String other = RpcTest.startThread(client);
            texts(client, thread, 0, 64 + 1 + 20);

            client.result("turn/start", RpcTest.turn(other, "the question"));
            client.told("turn/completed");
            texts(client, thread, 85, 64 + 1 + 128 + 10);
            await().until(() -> refused(client) == 10);
            stop(client, thread);

            await().until(() ->
                    client.received.stream()
                                    .filter(m -> m.has("id"))
                                    .map(m -> m.path("id").asText())
                                    .filter(id -> id.startsWith("t"))
                                    .distinct()
                                    .count()
                            == 203);
            assertThat(refused(client)).isEqualTo(10);
            client.result("model/list", RpcClient.object());
        }
        upstream.releaseAnswers();
    }

    private static void texts(RpcClient client, String thread, int from, int to) {
        for (int i = from; i < to; i++) {
            client.text(
                    "{\"id\":\"t%d\",\"method\":\"thread/realtime/appendText\",\"params\":{\"threadId\":\"%s\",\"text\":\"more\"}}"
                            .formatted(i, thread));
        }
    }

    private static long refused(RpcClient client) {
        return client.received.stream()
                .filter(m -> m.at("/error/code").asInt() == -32001)
                .filter(m ->
                        m.at("/error/message").asText().equals("Server overloaded; retry later."))
                .count();
    }

    @Test
    void aStartIsGivenUpWhileTheAnswerIsSlowAndTheNextOneWorks() {
        upstream.answersHeld = true;
        try (var client = RpcClient.initialized(base)) {
            String thread = begun(client);
            await().until(() ->
                    upstream.requests.stream().anyMatch(r -> r.method().equals("POST")));
            stop(client, thread);
            upstream.releaseAnswers();

            assertThat(client.notices("thread/realtime/started")).isEmpty();
            stop(client, started(client, HostedVersion.V2, webRtc()));
        }
    }

    /** Where the socket carries the sound there is no call to come back to. */
    @ParameterizedTest
    @EnumSource
    void aSocketThatBreaksOffInAFrameEndsItsCallAndTheNextOneWorks(HostedVersion version) {
        try (var client = RpcClient.initialized(base)) {
            started(client, version, "{\"type\":\"websocket\"}");
            upstream.says(version.heard);
            client.told("thread/realtime/transcript/done");

            upstream.cut();

            assertThat(client.told("thread/realtime/closed").path("reason").asText())
                    .isEqualTo("error");
            assertThat(client.notices("thread/realtime/error")).hasSize(1);
            assertThat(words(client)).containsExactly("user Hi.");
            started(client, version, "{\"type\":\"websocket\"}");
        }
    }

    private static String begun(RpcClient client) {
        String thread = RpcTest.startThread(client);
        ObjectNode start = start(thread);
        start.putObject("transport").put("type", "webrtc").put("sdp", HostedProvider.OFFER);
        client.result("thread/realtime/start", start);
        return thread;
    }

    private static String transcribed(String item, String words) {
        return """
        {"type":"conversation.item.input_audio_transcription.completed","item_id":"%s",
         "content_index":0,"transcript":"%s"}
        """
                .formatted(item, words);
    }
}
