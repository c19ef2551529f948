package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RealtimeSocketTest {

    @TestHTTPResource("/")
    URI base;

    private TestSocket session() {
        TestSocket socket = TestSocket.open(base, "/v1/realtime?model=sidetone-embedded");
        socket.expect("session.created");
        return socket;
    }

    @Test
    void theSessionIsGreetedWithAllItsDefaults() {
        try (var socket = TestSocket.open(base, "/v1/realtime?model=gpt-realtime")) {
            JsonNode session = socket.expect("session.created").path("session");

            assertThat(session.path("object").asText()).isEqualTo("realtime.session");
            assertThat(session.path("model").asText()).isEqualTo("gpt-realtime");
            assertThat(session.at("/audio/input/turn_detection/type").asText())
                    .isEqualTo("server_vad");
            assertThat(session.has("include")).isTrue();
        }
    }

    @Test
    void aTextTurnHasTheOrderOfTheProtocol() {
        try (var socket = session()) {
            socket.send(
                    """
                    {"type":"session.update","session":{"type":"realtime","output_modalities":["text"]}}
                    """);
            socket.expect("session.updated");
            socket.send(
                    """
                    {"type":"conversation.item.create","item":{"type":"message","role":"user",
                     "content":[{"type":"input_text","text":"Hello"}]}}
                    """);
            socket.send("{\"type\":\"response.create\"}");

            List<JsonNode> events = socket.until("rate_limits.updated");

            assertThat(TestSocket.types(events).stream().distinct())
                    .containsExactly(
                            "conversation.item.added",
                            "conversation.item.done",
                            "response.created",
                            "response.output_item.added",
                            "response.content_part.added",
                            "response.output_text.delta",
                            "response.output_text.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "response.done",
                            "rate_limits.updated");
            JsonNode response = events.get(events.size() - 2).path("response");
            assertThat(response.path("status").asText()).isEqualTo("completed");
            assertThat(response.at("/output/0/content/0/text").asText()).isEqualTo(Phrases.HELLO);
            assertThat(response.at("/usage/output_tokens").asLong()).isPositive();
        }
    }

    @Test
    void aToolCallGoesOutAndItsResultIsSpoken() {
        try (var socket = session()) {
            socket.send(
                    """
                    {"type":"session.update","session":{"type":"realtime","output_modalities":["text"],
                     "tools":[{"type":"function","name":"background_agent","parameters":{
                      "type":"object","properties":{"prompt":{"type":"string"}},"required":["prompt"]}}]}}
                    """);
            socket.expect("session.updated");
            socket.send(
                    """
                    {"type":"conversation.item.create","item":{"type":"message","role":"user",
                     "content":[{"type":"input_text","text":"Where is main?"}]}}
                    """);
            socket.send("{\"type\":\"response.create\"}");
            JsonNode call = socket.until("response.done").getLast().at("/response/output/0");
            socket.expect("rate_limits.updated");

            assertThat(call.path("name").asText()).isEqualTo("background_agent");
            assertThat(call.path("arguments").asText())
                    .isEqualTo("{\"prompt\":\"Where is main?\"}");

            socket.send(
                    """
                    {"type":"conversation.item.create","item":{"type":"function_call_output",
                     "call_id":"%s","output":"Main is in App.java, line 3."}}
                    """
                            .formatted(call.path("call_id").asText()));
            socket.send("{\"type\":\"response.create\"}");
            JsonNode done = socket.until("response.done").getLast();

            assertThat(done.at("/response/output/0/content/0/text").asText())
                    .isEqualTo("Main is in App.java, line 3.");
        }
    }

    @Test
    void aBadMemberRefusesTheWholeUpdateAndEchoesTheEventId() {
        try (var socket = session()) {
            socket.send(
                    """
                    {"type":"session.update","event_id":"mine","session":{"type":"realtime",
                     "instructions":"x","audio":{"input":{"bogus":1}}}}
                    """);
            JsonNode error = socket.expect("error").path("error");

            assertThat(error.path("code").asText()).isEqualTo("unknown_parameter");
            assertThat(error.path("param").asText()).isEqualTo("session.audio.input.bogus");
            assertThat(error.path("event_id").asText()).isEqualTo("mine");
        }
    }

    @Test
    void garbageIsAnErrorAndTheSessionGoesOn() {
        try (var socket = session()) {
            socket.send("not json");
            assertThat(socket.expect("error").at("/error/code").asText()).isEqualTo("invalid_json");
            socket.sendBinary(new byte[] {1, 2, 3});
            assertThat(socket.expect("error").at("/error/code").asText())
                    .isEqualTo("invalid_event");
            socket.send("{\"type\":\"no.such.event\",\"event_id\":\"e1\"}");
            JsonNode unknown = socket.expect("error").path("error");
            assertThat(unknown.path("code").asText()).isEqualTo("invalid_value");
            assertThat(unknown.path("event_id").asText()).isEqualTo("e1");
            socket.send("{\"type\":\"response.cancel\"}");
            assertThat(socket.expect("error").at("/error/code").asText())
                    .isEqualTo("response_cancel_not_active");
        }
    }

    @Test
    void aSocketWithoutAModelIsToldWhyAndClosed() {
        try (var socket = TestSocket.open(base, "/v1/realtime")) {
            assertThat(socket.expect("error").at("/error/code").asText())
                    .isEqualTo("missing_model");
            JsonNode closed = socket.expect("CLOSED");
            assertThat(closed.path("code").asInt()).isEqualTo(4000);
            assertThat(closed.path("reason").asText())
                    .isEqualTo("invalid_request_error.missing_model");
        }
    }

    @Test
    void anUnknownCallIsToldSoAndClosed() {
        try (var socket = TestSocket.open(base, "/v1/realtime?call_id=rtc_nope")) {
            assertThat(socket.expect("error").at("/error/code").asText())
                    .isEqualTo("call_id_not_found");
            assertThat(socket.expect("CLOSED").path("code").asInt()).isEqualTo(4000);
        }
    }

    @Test
    void theBetaShapeIsRefused() {
        try (var socket =
                TestSocket.open(base, "/v1/realtime?model=x", "OpenAI-Beta", "realtime=v1")) {
            assertThat(socket.expect("error").at("/error/code").asText())
                    .isEqualTo("beta_api_shape_disabled");
        }
    }

    @Test
    void theRealtimeSubprotocolIsSelected() {
        try (var socket =
                TestSocket.withSubprotocols(
                        base, "/v1/realtime?model=x", "realtime", "openai-insecure-api-key.any")) {
            socket.expect("session.created");
            assertThat(socket.subprotocol()).isEqualTo("realtime");
        }
    }

    @Test
    void aFrameOfFourteenMegabytesIsRead() {
        try (var socket = session()) {
            String text = "a".repeat(14 << 20);
            socket.send("{\"type\":\"nonsense\",\"text\":\"" + text + "\"}");
            assertThat(socket.expect("error").at("/error/code").asText())
                    .isEqualTo("invalid_value");
        }
    }
}
