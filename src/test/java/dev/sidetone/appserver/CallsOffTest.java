package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RunningConfiguration;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code features.realtime_conversation = false}, over the real wire. */
@QuarkusTest
class CallsOffTest {

    private static final String OFF = "[features]\nrealtime_conversation = false\n";

    @TestHTTPResource("/")
    URI base;

    @Inject RunningConfiguration running;

    @AfterEach
    void leaveNoFile() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    @Test
    void whatBeginsOrFeedsACallIsRefusedInCodexsWords() throws IOException {
        running.apply(OFF, "test");
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            ObjectNode audio = RpcClient.object().put("threadId", thread);
            audio.putObject("audio")
                    .put("data", "AAAA")
                    .put("sampleRate", 24_000)
                    .put("numChannels", 1);

            assertThat(refusal(client.ask("thread/realtime/start", CallTest.start(thread))))
                    .isEqualTo("-32600 thread %s does not support realtime conversation", thread);
            assertThat(refusal(client.ask("thread/realtime/appendAudio", audio)))
                    .endsWith("does not support realtime conversation");
            assertThat(
                            refusal(
                                    client.ask(
                                            "thread/realtime/appendText",
                                            CallTest.text(thread, "hello"))))
                    .endsWith("does not support realtime conversation");
            assertThat(
                            refusal(
                                    client.ask(
                                            "thread/realtime/appendSpeech",
                                            CallTest.text(thread, "hello"))))
                    .endsWith("does not support realtime conversation");
            assertThat(client.notices("thread/realtime/error")).isEmpty();
        }
    }

    @Test
    void typedQuestionsAreAnsweredAndVoicesListed() throws IOException {
        running.apply(OFF, "test");
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);

            client.result("turn/start", RpcTest.turn(thread, "the question"));
            JsonNode voices = client.result("thread/realtime/listVoices", RpcClient.object());

            assertThat(client.told("turn/completed").at("/turn/status").asText())
                    .isEqualTo("completed");
            assertThat(voices.at("/voices/defaultV2").asText()).isEqualTo("marin");
        }
    }

    @Test
    void aCallThatRunsGoesOnAndCanBeStopped() throws IOException {
        try (var client = RpcClient.initialized(base)) {
            String thread = CallTest.call(client);
            running.apply(OFF, "test");

            client.result("thread/realtime/appendText", CallTest.text(thread, "the question"));
            JsonNode said = client.told("thread/realtime/transcript/done");
            client.result("thread/realtime/stop", RpcClient.object().put("threadId", thread));

            assertThat(said.path("text").asText()).contains("You asked the question");
            assertThat(client.told("thread/realtime/closed").path("reason").asText())
                    .isEqualTo("requested");
        }
    }

    private static String refusal(JsonNode answer) {
        JsonNode error = answer.path("error");
        return error.path("code").asInt() + " " + error.path("message").asText();
    }
}
