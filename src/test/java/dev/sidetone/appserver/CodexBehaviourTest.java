package dev.sidetone.appserver;

import static dev.sidetone.appserver.HostedProvider.start;
import static dev.sidetone.appserver.HostedProvider.started;
import static dev.sidetone.appserver.HostedProvider.stop;
import static dev.sidetone.appserver.HostedProvider.webRtc;
import static dev.sidetone.appserver.HostedProvider.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Codex's own tests hold for calls as a whole, over the whole of our wire. */
@QuarkusTest
class CodexBehaviourTest extends HostedCalls {

    private static final String SOCKET = "{\"type\":\"websocket\"}";

    @ParameterizedTest
    @EnumSource
    void soundAndItemsGoOnWhileTheAgentWorks(HostedVersion version) throws Exception {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, version, SOCKET);
            upstream.says(version.handoff.replace("who calls it", "gate"));
            EchoAgent.ENTERED.acquire();

            upstream.says(version.sound);

            assertThat(client.told("thread/realtime/outputAudio/delta").at("/audio/data").asText())
                    .isEqualTo("AAAA");
            assertThat(client.notices("turn/completed")).isEmpty();
            EchoAgent.GATE.release();
            client.told("turn/completed");
            stop(client, thread);
        }
    }

    /** Providers repeat what was put before them: that is no request. */
    @Test
    void anItemOfTheProviderStartsNoTurnAndSoundGoesOn() {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, HostedVersion.V2, SOCKET);
            upstream.says(HostedVersion.V2.handoff);
            client.told("turn/completed");

            upstream.says(
                    "{\"type\":\"conversation.item.added\",\"item\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"who calls it\"}]}}");
            upstream.says(HostedVersion.V2.sound);

            client.told("thread/realtime/itemAdded", p -> p.at("/item/id").asText().equals("m1"));
            client.told("thread/realtime/outputAudio/delta");
            assertThat(client.notices("turn/started")).hasSize(1);
            stop(client, thread);
        }
    }

    @Test
    void aCallInTextAsksForTextAndTellsItsEndOnce() {
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            ObjectNode asked = start(thread).put("version", "v2").put("outputModality", "text");
            client.result("thread/realtime/start", asked);
            client.told("thread/realtime/started");
            JsonNode session = hosted.frame("session.update").path("session");
            assertThat(session.path("output_modalities"))
                    .extracting(JsonNode::asText)
                    .containsExactly("text");

            textDelta("No");
            textDelta("body.");
            upstream.says(
                    "{\"type\":\"response.output_text.done\",\"response_id\":\"r1\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"text\":\"Nobody.\"}");
            upstream.says(
                    "{\"type\":\"conversation.item.done\",\"item\":{\"id\":\"a1\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":[{\"type\":\"output_text\",\"text\":\"Nobody.\"}]}}");
            upstream.says(HostedVersion.V2.heard);

            client.told(
                    "thread/realtime/transcript/done", p -> p.path("role").asText().equals("user"));
            assertThat(words(client)).containsExactly("assistant Nobody.", "user Hi.");
            assertThat(client.notices("thread/realtime/transcript/delta"))
                    .extracting(p -> p.path("delta").asText())
                    .containsSubsequence("No", "body.");
            stop(client, thread);
        }
    }

    private void textDelta(String text) {
        upstream.says(
                "{\"type\":\"response.output_text.delta\",\"response_id\":\"r1\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"delta\":\"%s\"}"
                        .formatted(text));
    }

    @ParameterizedTest
    @EnumSource
    void aSidebandThatIsNotThereEndsTheCallAndNothingIsTakenAfterIt(HostedVersion version) {
        upstream.upgradeStatus = 404;
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, version, webRtc());

            client.told("thread/realtime/error");
            JsonNode closed = client.told("thread/realtime/closed");
            assertThat(closed.path("reason").asText()).isEqualTo("error");
            client.result("thread/realtime/appendText", CallTest.text(thread, "Hello?"));

            client.told(
                    "error",
                    p -> p.at("/error/message").asText().equals("conversation is not running"));
        }
    }

    /** Two connections use the same ids, and each hears its own answers and threads. */
    @Test
    void idsBelongToTheirConnection() {
        try (var one = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            String first = RpcTest.startThread(one);
            String second = RpcTest.startThread(other);

            assertThat(read(one, first)).isEqualTo(first);
            assertThat(read(other, second)).isEqualTo(second);
            await().until(() -> !one.notices("thread/started").isEmpty());
            assertThat(one.notices("thread/started"))
                    .extracting(p -> p.at("/thread/id").asText())
                    .containsExactly(first);
        }
    }

    private static String read(RpcClient client, String thread) {
        ObjectNode params = RpcClient.object().put("threadId", thread);
        return client.result("thread/read", params).at("/thread/id").asText();
    }
}
