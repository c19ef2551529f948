package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RpcTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void nothingIsAnsweredBeforeTheHandshake() {
        try (var client = new RpcClient(base)) {
            assertThat(error(client.ask("thread/list", RpcClient.object())))
                    .isEqualTo("-32600 Not initialized");
        }
    }

    @Test
    void aSecondHandshakeIsRefused() {
        try (var client = RpcClient.initialized(base)) {
            assertThat(error(client.ask("initialize", RpcClient.handshake(true))))
                    .isEqualTo("-32600 Already initialized");
        }
    }

    @Test
    void realtimeNeedsTheExperimentalCapability() {
        try (var client = new RpcClient(base)) {
            JsonNode hello = client.result("initialize", RpcClient.handshake(false));
            assertThat(hello.path("userAgent").asText()).startsWith("sidetone");

            assertThat(error(client.ask("thread/realtime/start", RpcClient.object())))
                    .isEqualTo("-32600 thread/realtime/start requires experimentalApi capability");
        }
    }

    @Test
    void anUpgradeOfTheRootIsAClientToo() {
        try (var client = new RpcClient(base, "/")) {
            client.result("initialize", RpcClient.handshake(true));

            assertThat(startThread(client)).isNotEmpty();
        }
    }

    @Test
    void theRootIsStillTheConsolesPage() {
        io.restassured.RestAssured.given().get("/").then().statusCode(200).contentType("text/html");
    }

    @Test
    void badRequestsAreNamed() {
        try (var client = RpcClient.initialized(base)) {
            ObjectNode unknown = RpcClient.object();
            unknown.put("threadId", "01890a5d-ac96-774b-bcce-b302099a8057");

            assertThat(error(client.ask("no/such", RpcClient.object())))
                    .startsWith(
                            "-32600 Invalid request: unknown variant `no/such`, expected one of")
                    .contains("`thread/realtime/appendSpeech`, ");
            assertThat(error(client.ask("thread/read", RpcClient.object())))
                    .isEqualTo("-32600 Invalid request: missing field `threadId`");
            assertThat(error(client.ask("thread/read", RpcClient.object().put("threadId", "x"))))
                    .isEqualTo("-32600 invalid thread id: x");
            assertThat(error(client.ask("thread/read", unknown)))
                    .isEqualTo("-32600 thread not found: 01890a5d-ac96-774b-bcce-b302099a8057");
        }
    }

    @Test
    void garbageAndBinaryFramesAreDroppedAndTheConnectionLives() {
        try (var client = RpcClient.initialized(base)) {
            client.text("{not json");
            client.text("[1,2]");
            client.binary(new byte[] {1, 2, 3});
            client.text("{\"id\":\"text-id\",\"method\":\"thread/realtime/listVoices\"}");

            JsonNode voices = client.result("thread/realtime/listVoices", RpcClient.object());

            assertThat(voices.path("voices").path("defaultV2").asText()).isEqualTo("marin");
            assertThat(voices.path("voices").path("v1")).hasSize(9);
            assertThat(voices.path("voices").path("v2")).hasSize(10);
            assertThat(client.received).anyMatch(m -> m.path("id").asText().equals("text-id"));
        }
    }

    @Test
    void anOversizeMessageClosesWithTheReason() throws Exception {
        try (var client = RpcClient.initialized(base)) {
            client.text("{\"id\":1,\"method\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}");

            assertThat(client.closed.get(20, java.util.concurrent.TimeUnit.SECONDS))
                    .isEqualTo(1009);
            assertThat(client.closeReason).contains("at most 4194304");
        }
    }

    @Test
    void aTypedTurnIsAnsweredStoredAndSeenByEverybody() {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            String thread = startThread(client);
            other.result("thread/resume", RpcClient.object().put("threadId", thread));

            JsonNode turn = client.result("turn/start", turn(thread, "where is A?")).path("turn");
            client.told("turn/completed");

            assertThat(turn.path("status").asText()).isEqualTo("inProgress");
            JsonNode answer =
                    other.told("item/completed", p -> type(p).equals("agentMessage")).path("item");
            assertThat(answer.path("text").asText()).contains("`src/A.java:7`");
            assertThat(answer.path("spoken").asText()).isEqualTo("You asked where is A?.");
            assertThat(answer.path("citations").path(0).path("startLine").asInt()).isEqualTo(7);
            assertThat(kinds(client, thread))
                    .containsExactly(
                            "user/text", "agent/tool_call", "agent/tool_output", "agent/text");
            assertThat(client.told("turn/completed").path("turn").path("status").asText())
                    .isEqualTo("completed");
        }
    }

    @Test
    void aFailedTurnSaysWhy() {
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            client.result("turn/start", turn(thread, "fail"));

            JsonNode turn = client.told("turn/completed").path("turn");

            assertThat(turn.path("status").asText()).isEqualTo("failed");
            assertThat(turn.path("error").path("message").asText())
                    .isEqualTo("The index is broken.");
        }
    }

    @Test
    void aTurnCanBeInterrupted() {
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            String turn =
                    client.result("turn/start", turn(thread, "wait"))
                            .path("turn")
                            .path("id")
                            .asText();
            client.told("turn/started");

            client.result(
                    "turn/interrupt",
                    RpcClient.object().put("threadId", thread).put("turnId", turn));

            assertThat(client.told("turn/completed").path("turn").path("status").asText())
                    .isEqualTo("interrupted");
        }
    }

    @Test
    void whoInterruptsATurnIsNotToldOfItsThreadForThat() {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            String thread = startThread(client);
            String turn = client.result("turn/start", turn(thread, "wait")).at("/turn/id").asText();
            client.told("turn/started");
            ObjectNode which = RpcClient.object().put("threadId", thread);

            other.result("turn/interrupt", which.deepCopy().put("turnId", turn));
            client.told("turn/completed");

            assertThat(other.result("thread/unsubscribe", which).path("status").asText())
                    .isEqualTo("notSubscribed");
            assertThat(other.notices("turn/completed")).isEmpty();
        }
    }

    @Test
    void anInterruptOfNothingLoadsNoThread() {
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            ObjectNode which = RpcClient.object().put("threadId", thread);
            client.result("thread/unsubscribe", which.deepCopy());
            await().until(() -> !loaded(client).contains(thread));

            assertThat(error(client.ask("turn/interrupt", which.put("turnId", "none"))))
                    .isEqualTo("-32600 no active turn with id none");
            assertThat(loaded(client)).doesNotContain(thread);
        }
    }

    private static String loaded(RpcClient client) {
        return client.result("thread/loaded/list", RpcClient.object()).path("data").toString();
    }

    @Test
    void aThreadIsReadWithItsTurnsAndListed() {
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            client.result("turn/start", turn(thread, "first"));
            client.told("turn/completed");

            JsonNode read =
                    client.result(
                            "thread/read",
                            RpcClient.object().put("threadId", thread).put("includeTurns", true));
            JsonNode list = client.result("thread/list", RpcClient.object());

            JsonNode items = read.path("thread").path("turns").path(0).path("items");
            assertThat(items.findValuesAsText("type"))
                    .contains("userMessage", "dynamicToolCall", "agentMessage");
            assertThat(list.path("data").findValuesAsText("id")).contains(thread);
        }
    }

    @Test
    void audioWithoutACallIsToldAsABadRequest() {
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            ObjectNode params = RpcClient.object().put("threadId", thread);
            params.putObject("audio")
                    .put("data", "AAAA")
                    .put("sampleRate", 24_000)
                    .put("numChannels", 1);

            assertThat(client.result("thread/realtime/appendAudio", params)).isEmpty();

            assertThat(client.told("error").path("error").path("message").asText())
                    .isEqualTo("conversation is not running");
        }
    }

    @Test
    void aRunningTurnIsSteeredAndAnswersThatTooBeforeItEnds() throws Exception {
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            String id = client.result("turn/start", turn(thread, "gate")).at("/turn/id").asText();
            EchoAgent.ENTERED.acquire();

            JsonNode other =
                    client.ask("turn/steer", turn(thread, "x").put("expectedTurnId", "other"));
            JsonNode steered =
                    client.result("turn/steer", turn(thread, "and more").put("expectedTurnId", id));
            EchoAgent.GATE.release();
            client.told("turn/completed");

            assertThat(error(other))
                    .isEqualTo("-32600 expected active turn id `other` but found `" + id + "`");
            assertThat(steered.path("turnId").asText()).isEqualTo(id);
            assertThat(client.notices("turn/completed")).hasSize(1);
            assertThat(
                            client.notices("item/completed").stream()
                                    .filter(p -> type(p).equals("agentMessage"))
                                    .map(p -> p.at("/item/spoken").asText()))
                    .containsExactly("You asked gate.", "You asked and more.");
            assertThat(
                            error(
                                    client.ask(
                                            "turn/steer",
                                            turn(thread, "late").put("expectedTurnId", id))))
                    .isEqualTo("-32600 no active turn to steer");
        }
    }

    @Test
    void whatIsTypedIntoARunningTurnIsShownWithoutItsSecrets() throws Exception {
        String token = "ghp_" + "a1B2c3".repeat(6);
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            String id = client.result("turn/start", turn(thread, "gate")).at("/turn/id").asText();
            EchoAgent.ENTERED.acquire();

            client.result("turn/steer", turn(thread, "use " + token).put("expectedTurnId", id));
            EchoAgent.GATE.release();
            client.told("turn/completed");

            assertThat(client.notices("item/completed"))
                    .filteredOn(p -> type(p).equals("userMessage"))
                    .hasSize(2)
                    .noneMatch(p -> p.toString().contains(token));
        }
    }

    @Test
    void aTurnMakesTheThreadActiveAndThenIdle() {
        try (var client = RpcClient.initialized(base)) {
            String thread = startThread(client);
            String turn = client.result("turn/start", turn(thread, "wait")).at("/turn/id").asText();
            client.told("turn/started");
            ObjectNode which = RpcClient.object().put("threadId", thread);

            JsonNode during = client.result("thread/read", which);
            client.result("turn/interrupt", which.deepCopy().put("turnId", turn));
            client.told("turn/completed");

            assertThat(during.at("/thread/status/type").asText()).isEqualTo("active");
            assertThat(client.methods())
                    .filteredOn(m -> m.startsWith("turn/") || m.startsWith("thread/status"))
                    .containsExactly(
                            "thread/status/changed",
                            "turn/started",
                            "thread/status/changed",
                            "turn/completed");
        }
    }

    static String startThread(RpcClient client) {
        return client.result("thread/start", RpcClient.object()).path("thread").path("id").asText();
    }

    static ObjectNode turn(String thread, String text) {
        ObjectNode params = RpcClient.object().put("threadId", thread);
        params.putArray("input").addObject().put("type", "text").put("text", text);
        return params;
    }

    static List<String> kinds(RpcClient client, String thread) {
        JsonNode items =
                client.result("sidetone/items", RpcClient.object().put("threadId", thread));
        List<String> kinds = new java.util.ArrayList<>();
        items.path("items")
                .forEach(i -> kinds.add(i.path("role").asText() + "/" + i.path("kind").asText()));
        return kinds;
    }

    private static String type(JsonNode params) {
        return params.path("item").path("type").asText();
    }

    private static String error(JsonNode answer) {
        JsonNode error = answer.path("error");
        return error.path("code").asInt() + " " + error.path("message").asText();
    }
}
