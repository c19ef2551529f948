package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Whole calls against the embedded provider over the real wire; text output needs no models. */
@QuarkusTest
class CallTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void aTypedQuestionInACallIsHandedToTheAgentAndItsAnswerComesBack() {
        try (var client = RpcClient.initialized(base)) {
            String thread = call(client);

            client.result("thread/realtime/appendText", text(thread, "where is the parser?"));
            JsonNode done = client.told("thread/realtime/transcript/done");

            assertThat(done.path("role").asText()).isEqualTo("assistant");
            assertThat(done.path("text").asText()).contains("You asked where is the parser");
            assertThat(RpcTest.kinds(client, thread))
                    .containsExactly(
                            "user/text",
                            "assistant/handoff",
                            "agent/tool_call",
                            "agent/tool_output",
                            "agent/text",
                            "agent/tool_output",
                            "assistant/text");
        }
    }

    @Test
    void aCallTellsItsStartInOrderAndItsEnd() {
        try (var client = RpcClient.initialized(base)) {
            String thread = call(client);
            client.told("sidetone/realtime/state", p -> state(p).equals("listening"));

            client.result("thread/realtime/stop", RpcClient.object().put("threadId", thread));

            assertThat(client.told("thread/realtime/closed").path("reason").asText())
                    .isEqualTo("requested");
            assertThat(client.methods())
                    .filteredOn(m -> m.startsWith("thread/realtime/"))
                    .containsExactly(
                            "thread/realtime/item/started",
                            "thread/realtime/item/completed",
                            "thread/realtime/started",
                            "thread/realtime/item/started",
                            "thread/realtime/item/completed",
                            "thread/realtime/closed");
            client.told("sidetone/realtime/state", p -> state(p).equals("disconnected"));
        }
    }

    /** Contract, 4.6: a client of Codex sees in the turn what the agent was asked. */
    @Test
    void whatTheVoiceHandsOverIsAUserMessageOfItsTurn() {
        try (var client = RpcClient.initialized(base)) {
            String thread = call(client);

            client.result("thread/realtime/appendText", text(thread, "where is <the> parser?"));
            String turn = client.told("turn/started").at("/turn/id").asText();
            JsonNode asked = client.told("item/completed", CallTest::isUserMessage);

            assertThat(asked.path("turnId").asText()).isEqualTo(turn);
            assertThat(asked.at("/item/content/0/text").asText())
                    .isEqualTo(
                            """
                            <realtime_delegation>
                              <input>where is &lt;the&gt; parser?</input>
                              <transcript_delta>user: where is &lt;the&gt; parser?</transcript_delta>
                            </realtime_delegation>\
                            """);
            client.told("turn/completed");
            assertThat(client.notices("item/completed").stream().filter(CallTest::isUserMessage))
                    .hasSize(1);
            assertThat(RpcTest.kinds(client, thread)).startsWith("user/text", "assistant/handoff");
        }
    }

    private static boolean isUserMessage(JsonNode params) {
        return params.at("/item/type").asText().equals("userMessage");
    }

    @Test
    void aFailingAgentStillAnswersTheCall() {
        try (var client = RpcClient.initialized(base)) {
            String thread = call(client);

            client.result("thread/realtime/appendText", text(thread, "please fail now"));

            assertThat(client.told("thread/realtime/transcript/done").path("text").asText())
                    .contains("The index is broken");
        }
    }

    @Test
    void aTypedTurnDuringACallIsSaidToo() {
        try (var client = RpcClient.initialized(base)) {
            String thread = call(client);

            client.result("turn/start", RpcTest.turn(thread, "the question"));

            assertThat(client.told("thread/realtime/transcript/done").path("text").asText())
                    .contains("You asked the question");
        }
    }

    @Test
    void anUnknownVoiceIsRefusedInWords() {
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);

            client.result("thread/realtime/start", start(thread).put("voice", "cove"));

            assertThat(client.told("thread/realtime/error").path("message").asText())
                    .startsWith("realtime voice `cove` is not supported for v2; supported voices:");
            assertThat(client.notices("thread/realtime/closed")).isEmpty();
        }
    }

    static String call(RpcClient client) {
        String thread = RpcTest.startThread(client);
        client.result("thread/realtime/start", start(thread));
        client.told("thread/realtime/started");
        return thread;
    }

    static ObjectNode start(String thread) {
        return RpcClient.object().put("threadId", thread).put("outputModality", "text");
    }

    static ObjectNode text(String thread, String text) {
        return RpcClient.object().put("threadId", thread).put("text", text);
    }

    private static String state(JsonNode params) {
        return params.path("state").asText();
    }
}
