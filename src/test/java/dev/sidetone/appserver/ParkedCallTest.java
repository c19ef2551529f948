package dev.sidetone.appserver;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.provider.TestUpstream;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are told of a call that is parked: over JSON-RPC, REST and in the figures. */
@QuarkusTest
class ParkedCallTest {

    @TestHTTPResource("/")
    URI base;

    @Inject RunningConfiguration running;

    private final TestUpstream upstream = new TestUpstream();
    private String thread = "";

    @BeforeEach
    void configure() throws IOException {
        running.apply(
                """
                model_provider = "p"
                [model_providers.p]
                name = "Mine"
                base_url = "%s"
                request_max_retries = 0
                [sidetone.budget]
                park_after_s = 1
                """
                        .formatted(upstream.base()),
                "test");
    }

    @AfterEach
    void restore() throws IOException {
        upstream.close();
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    private void asksTheAgent() {
        upstream.says(
                "{\"type\":\"conversation.item.done\",\"event_id\":\"e\",\"item\":{\"type\":\"function_call\",\"id\":\"f1\",\"call_id\":\"c1\",\"name\":\"background_agent\",\"arguments\":\"{\\\"prompt\\\":\\\"the gate\\\"}\"}}");
    }

    private static JsonNode state(RpcClient client, String state) {
        return client.told("sidetone/realtime/state", p -> p.path("state").asText().equals(state));
    }

    private static boolean sent(TestUpstream upstream, String part) {
        return upstream.frames.stream().anyMatch(frame -> frame.contains(part));
    }

    private ObjectNode mine() {
        return RpcClient.object().put("threadId", thread);
    }

    @Test
    void twoClientsSeeItAndEitherBringsItBack() throws Exception {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            thread = RpcTest.startThread(client);
            other.result("thread/resume", mine());
            client.result("thread/realtime/start", mine().put("outputModality", "audio"));
            state(client, "listening");
            asksTheAgent();
            EchoAgent.ENTERED.acquire();

            state(client, "parked");
            state(other, "parked");
            given().get("/api/v1/conversations/{id}/calls", thread)
                    .then()
                    .body("calls[0].state", is("parked"));
            other.result("sidetone/realtime/resume", mine());
            state(client, "ringing");
            await().until(() -> upstream.sockets() == 2);
            JsonNode used =
                    client.told("sidetone/realtime/usage", p -> p.path("parkedMs").asLong() > 0);
            assertThat(used.path("parkedText").asText()).startsWith("parked for ");
            assertThat(used.path("savedUsd").asText()).isEmpty();

            EchoAgent.GATE.release();
            await().until(() -> sent(upstream, "[BACKEND] You asked the gate."));
            client.result("thread/realtime/stop", mine());
            other.told("thread/realtime/closed");
            assertThat(client.notices("thread/realtime/started")).hasSize(1);
            float seconds =
                    given().get("/api/v1/usage?by=conversation&conversation={id}", thread)
                            .then()
                            .body("sums[0].savedUsd", nullValue())
                            .extract()
                            .jsonPath()
                            .getFloat("sums[0].parkedSeconds");
            assertThat(seconds).isGreaterThanOrEqualTo(used.path("parkedMs").asLong() / 1000f);
        }
    }
}
