package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whole calls over REST against the embedded provider; text output needs no models. */
@QuarkusTest
class CallTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void aCallIsStartedAskedFedAndHungUp() {
        String conversation = Rest.conversation();
        String id =
                Rest.start(conversation, Rest.TEXT_CALL)
                        .statusCode(201)
                        .contentType("application/json")
                        .header("Location", startsWith("http"))
                        .header("Location", containsString("/api/v1/calls/"))
                        .header("ETag", startsWith("\""))
                        .body("conversation", equalTo(conversation))
                        .body("transport", equalTo("websocket"))
                        .body("outputModality", equalTo("text"))
                        .body("endedAt", nullValue())
                        .extract()
                        .path("id");
        Rest.message(id, "{\"text\":\"where is the parser?\"}")
                .statusCode(202)
                .body("itemId", startsWith("item_"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        given().get("/api/v1/conversations/" + conversation + "/items")
                                .then()
                                .body(
                                        "items.text",
                                        hasItems(
                                                "where is the parser?",
                                                "You asked where is the parser?.")));

        Rest.hangUp(id).statusCode(200).body("outcome", equalTo("requested"));

        Rest.hangUp(id).statusCode(200).body("state", equalTo("disconnected"));
        Rest.state(id).statusCode(200).body("outcome", equalTo("requested"));
        Rest.message(id, "{\"text\":\"late\"}")
                .statusCode(409)
                .body("error.code", equalTo("call_ended"));
        given().get("/api/v1/conversations/" + conversation + "/calls")
                .then()
                .statusCode(200)
                .body("calls.id", hasItems(id));
    }

    @Test
    void eventsComeInOrderWithoutAHoleAndTheSocketClosesWithTheCall() throws Exception {
        String id = Rest.textCall(Rest.conversation());
        try (var events = EventClient.of(base, id)) {
            events.send("{\"id\":1,\"command\":\"text\",\"text\":\"hello there\"}");
            events.told("thread/realtime/transcript/done");
            events.send("{\"id\":2,\"command\":\"end\"}");

            assertThat(events.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(events.reply(1).at("/result/itemId").asText()).startsWith("item_");
            assertThat(events.numbers())
                    .isEqualTo(LongStream.rangeClosed(1, events.numbers().size()).boxed().toList());
            assertThat(events.methods())
                    .containsSubsequence(
                            "thread/realtime/started",
                            "sidetone/item",
                            "thread/realtime/transcript/done",
                            "thread/realtime/closed");
            Rest.state(id).body("lastSeq", equalTo(events.numbers().size()));
        }
    }

    @Test
    void aReaderGoesOnAfterTheNumberItSawAlsoWhenTheCallIsOver() throws Exception {
        String id = Rest.textCall(Rest.conversation());
        List<JsonNode> whole;
        try (var events = EventClient.of(base, id)) {
            events.send("{\"command\":\"text\",\"text\":\"one\"}");
            events.told("thread/realtime/transcript/done");
            events.send("{\"command\":\"end\"}");
            events.closed.get(20, TimeUnit.SECONDS);
            whole = events.events();
        }
        for (int after : List.of(0, 3, whole.size() - 1, whole.size())) {
            try (var again =
                    new EventClient(base, "/api/v1/calls/" + id + "/events?after=" + after)) {
                assertThat(again.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
                assertThat(again.received).isEqualTo(whole.subList(after, whole.size()));
            }
        }
        try (var again =
                new EventClient(base, "/api/v1/calls/" + id + "/events", "Last-Event-ID", "4")) {
            again.closed.get(20, TimeUnit.SECONDS);
            assertThat(again.received).isEqualTo(whole.subList(4, whole.size()));
        }
    }

    @Test
    void aJsonRpcClientThatWatchesSeesTheSame() throws Exception {
        String conversation = Rest.conversation();
        try (var rpc = EventClient.rpc(base, conversation)) {
            String id = Rest.textCall(conversation);
            try (var events = EventClient.of(base, id)) {
                events.send("{\"command\":\"text\",\"text\":\"the question\"}");
                events.told("thread/realtime/transcript/done");
                rpc.send(
                        """
                        {"id":9,"method":"thread/realtime/stop","params":{"threadId":"%s"}}\
                        """
                                .formatted(conversation));
                events.closed.get(20, TimeUnit.SECONDS);

                rpc.told("thread/realtime/closed");
                List<JsonNode> here = told(events);
                List<JsonNode> there = told(rpc);
                assertThat(there.subList(0, here.size())).isEqualTo(here);
            }
        }
    }

    /** Method and parameters of what was told, without deltas, which may be joined there. */
    private static List<JsonNode> told(EventClient client) {
        return client.received.stream()
                .filter(m -> m.has("method") && !m.path("method").asText().endsWith("/delta"))
                .map(m -> {
                    var copy = m.deepCopy();
                    ((com.fasterxml.jackson.databind.node.ObjectNode) copy)
                            .remove(List.of("seq", "number", "emittedAtMs"));
                    return copy;
                })
                .map(JsonNode.class::cast)
                .toList();
    }

    @Test
    void aCallOfAnotherClientCanBeFollowedAndEnded() throws Exception {
        String conversation = Rest.conversation();
        try (var rpc = EventClient.rpc(base, conversation)) {
            rpc.send(
                    """
                    {"id":3,"method":"thread/realtime/start",
                     "params":{"threadId":"%s","outputModality":"text"}}\
                    """
                            .formatted(conversation));
            rpc.told("thread/realtime/started");
            String id =
                    given().get("/api/v1/conversations/" + conversation + "/calls")
                            .path("calls[0].id");
            try (var events = EventClient.of(base, id)) {
                events.told("thread/realtime/started");
                Rest.hangUp(id).statusCode(200).body("outcome", equalTo("requested"));

                assertThat(events.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
                assertThat(rpc.told("thread/realtime/closed").at("/params/reason").asText())
                        .isEqualTo("requested");
            }
        }
    }

    @Test
    void aSecondStartEndsTheFirstCallAndOnlyThat() throws Exception {
        String conversation = Rest.conversation();
        String first = Rest.textCall(conversation);
        try (var events = EventClient.of(base, first)) {
            String second = Rest.textCall(conversation);

            assertThat(events.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
            Rest.state(first).body("outcome", equalTo("requested"));
            Rest.hangUp(first).statusCode(200);
            Rest.state(second).body("endedAt", nullValue());
            Rest.hangUp(second).statusCode(200);
        }
    }

    @Test
    void aCallWhoseReaderVanishedEnds() {
        String id = Rest.textCall(Rest.conversation());
        var events = EventClient.of(base, id);
        events.told("thread/realtime/started");
        Rest.state(id).body("readers", equalTo(1));

        events.close();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Rest.state(id).body("outcome", equalTo("requested")));
    }

    /** There the end of every answer looks like a client that goes away. */
    @Test
    void aCallStartedOverHttp2GoesOn() throws Exception {
        URI calls = base.resolve("/api/v1/conversations/" + Rest.conversation() + "/calls");
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            http.send(HttpRequest.newBuilder(calls).build(), BodyHandlers.discarding());
            var start =
                    HttpRequest.newBuilder(calls)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(Rest.TEXT_CALL))
                            .build();
            HttpResponse<String> answer = http.send(start, BodyHandlers.ofString());
            String id = EventClient.read(answer.body()).path("id").asText();
            try (var events = EventClient.of(base, id)) {
                events.send("{\"command\":\"text\",\"text\":\"one\"}");

                events.told("thread/realtime/transcript/done");
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                Rest.hangUp(id).statusCode(200);
            }
        }
    }

    @Test
    void muteIsShownAndTakenBack() {
        String id = Rest.textCall(Rest.conversation());
        try (var events = EventClient.of(base, id)) {
            events.told("thread/realtime/started");
            events.send("{\"id\":1,\"command\":\"mute\"}");
            events.reply(1);
            Rest.state(id).body("muted", equalTo(true));
            events.sound(new byte[4_800]);
            events.send("{\"id\":2,\"command\":\"unmute\"}");

            assertThat(events.reply(2).has("result")).isTrue();
            Rest.state(id).body("muted", equalTo(false));
        }
    }
}
