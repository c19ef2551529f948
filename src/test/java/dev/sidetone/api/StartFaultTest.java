package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sidetone.provider.RealtimeProvider;
import dev.sidetone.provider.RealtimeProviders;
import dev.sidetone.provider.TestUpstream;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts with an offer, against a provider that answers late, wrongly, or not at all. */
@QuarkusTest
@TestProfile(StartFaultTest.ToUpstream.class)
class StartFaultTest {

    private static volatile TestUpstream upstream = new TestUpstream();

    /** Calls go to the server of this test. */
    public static final class ToUpstream implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(UpstreamProviders.class);
        }
    }

    @Alternative
    @ApplicationScoped
    static class UpstreamProviders implements RealtimeProviders {
        @Override
        public RealtimeProvider current() {
            return upstream.providers().current();
        }
    }

    @TestHTTPResource("/")
    URI base;

    @BeforeEach
    void open() {
        upstream = new TestUpstream();
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void anOfferIsAnsweredAsWhipHasIt() {
        upstream.body = "v=0\r\nanswer\r\n";

        Response answer =
                Rest.offer(Rest.conversation(), "?voice=cedar&prompt=Be brief.", "v=0\r\noffer\r\n")
                        .statusCode(201)
                        .contentType("application/sdp")
                        .header("ETag", notNullValue())
                        .extract()
                        .response();

        assertThat(answer.asString()).isEqualTo("v=0\r\nanswer\r\n");
        String sent = offers().getFirst().body();
        assertThat(sent).contains("v=0\r\noffer", "Be brief.", "cedar");
        String call = URI.create(answer.header("Location")).getPath();
        given().get(call).then().statusCode(200).body("transport", equalTo("webrtc"));
        given().delete(call).then().statusCode(200).body("outcome", equalTo("requested"));
        await().until(() ->
                upstream.requests.stream().anyMatch(r -> r.uri().endsWith("/rtc_abc/hangup")));
    }

    @Test
    void theAnswerComesAsJsonWhenThatIsAskedForOrSent() {
        String conversation = Rest.conversation();
        given().contentType("application/sdp")
                .accept("application/json")
                .body("v=0 offer".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/conversations/" + conversation + "/calls")
                .then()
                .statusCode(201)
                .contentType("application/json")
                .body("sdp", equalTo("v=0 answer"));
        String id =
                Rest.start(conversation, "{\"sdp\":\"v=0 offer\",\"voice\":\"marin\"}")
                        .statusCode(201)
                        .contentType("application/json")
                        .body("sdp", equalTo("v=0 answer"))
                        .extract()
                        .path("id");
        given().contentType("application/json")
                .accept("application/sdp")
                .body("{\"transport\":{\"type\":\"webrtc\",\"sdp\":\"v=0 offer\"}}")
                .post("/api/v1/conversations/" + conversation + "/calls")
                .then()
                .statusCode(201)
                .contentType("application/sdp");
        Rest.state(id).body("outcome", equalTo("requested")).body("sdp", equalTo(null));
    }

    @Test
    void aProviderThatRefusesIsQuoted() {
        upstream.status = 403;
        upstream.contentType = "application/json";
        upstream.body = "{\"error\":{\"message\":\"no realtime for you\",\"code\":\"no_access\"}}";

        Rest.offer(Rest.conversation(), "", "v=0 offer")
                .statusCode(502)
                .contentType("application/problem+json")
                .body("error.code", equalTo("no_access"))
                .body("detail", containsString("no realtime for you"));
    }

    @Test
    void aProviderThatIsBusyIsToldAsThat() {
        upstream.status = 503;
        upstream.contentType = "application/json";
        upstream.body =
                "{\"error\":{\"message\":\"all lines\",\"code\":\"session_limit_reached\"}}";

        Rest.offer(Rest.conversation(), "", "v=0 offer")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error.code", equalTo("session_limit_reached"));
    }

    /** The provider is asked other things too, to have a connection ready. */
    private static List<TestUpstream.Seen> offers() {
        return upstream.requests.stream()
                .filter(r -> r.method().equals("POST") && r.uri().endsWith("/realtime/calls"))
                .toList();
    }

    private CompletableFuture<Response> pending(String conversation) {
        upstream.silent = true;
        var answer =
                CompletableFuture.supplyAsync(
                        () -> Rest.offer(conversation, "", "v=0 offer").extract().response());
        await().until(() -> !offers().isEmpty());
        return answer;
    }

    private static String only(String conversation) {
        return given().get("/api/v1/conversations/" + conversation + "/calls").path("calls[0].id");
    }

    @Test
    void aStartThatIsPendingCanBeHungUp() throws Exception {
        String conversation = Rest.conversation();
        CompletableFuture<Response> answer = pending(conversation);
        String id = only(conversation);
        Rest.state(id).body("state", equalTo("connecting"));

        Rest.hangUp(id).statusCode(200).body("outcome", equalTo("requested"));

        answer.get(20, TimeUnit.SECONDS)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("error.code", equalTo("call_ended"));
    }

    @Test
    void ofTwoStartsAtOnceTheLaterOneStays() throws Exception {
        String conversation = Rest.conversation();
        CompletableFuture<Response> first = pending(conversation);
        upstream.silent = false;

        String second =
                URI.create(
                                Rest.offer(conversation, "", "v=0 offer")
                                        .statusCode(201)
                                        .extract()
                                        .header("Location"))
                        .getPath()
                        .replaceFirst(".*/", "");

        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(409);
        Rest.state(second).body("outcome", equalTo(null));
        List<String> running =
                given().get("/api/v1/conversations/" + conversation + "/calls")
                        .path("calls.findAll { it.outcome == null }.id");
        assertThat(running).containsExactly(second);
    }

    @Test
    void aStartWhoseClientVanishesLeavesNoCall() throws IOException {
        upstream.silent = true;
        String conversation = Rest.conversation();
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            String request =
                    "POST /api/v1/conversations/%s/calls HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/sdp\r\nContent-Length: 9\r\n\r\nv=0 offer"
                            .formatted(conversation, base.getHost(), base.getPort());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> !offers().isEmpty());
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> Rest.state(only(conversation)).body("outcome", equalTo("requested")));
    }

    @Test
    void muteOverWebRtcTellsTheProviderToHearNothing() {
        String conversation = Rest.conversation();
        String path =
                URI.create(Rest.offer(conversation, "", "v=0 offer").extract().header("Location"))
                        .getPath();
        try (var events = new EventClient(base, path + "/events")) {
            events.told(m -> m.at("/params/state").asText().equals("listening"));
            events.send("{\"id\":1,\"command\":\"mute\"}");
            events.reply(1);
            await().until(() ->
                    upstream.frames.stream().anyMatch(f -> f.contains("\"turn_detection\":null")));
            events.sound(new byte[480]);
            assertThat(events.told(m -> m.has("error")).at("/error/code").asText())
                    .isEqualTo("no_audio_here");
            int before = upstream.frames.size();
            events.send("{\"id\":2,\"command\":\"unmute\"}");
            await().until(() ->
                    upstream.frames.stream()
                            .skip(before)
                            .anyMatch(f -> f.contains("\"server_vad\"")));
        }
        given().delete(path).then().statusCode(200);
    }
}
