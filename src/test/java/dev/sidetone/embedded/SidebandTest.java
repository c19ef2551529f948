package dev.sidetone.embedded;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.wire.ServerEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sidebands that are lost and come back. */
@QuarkusTest
@TestProfile(FakeEngines.class)
class SidebandTest {

    @Inject EmbeddedProvider provider;
    @Inject FakeEngines.Media media;

    @TestHTTPResource("/")
    URI base;

    @AfterEach
    void hangUpAll() {
        media.calls.forEach(call -> call.listener().closed("test over"));
        media.calls.clear();
    }

    @Test
    void oneThatComesBackIsToldWhatItMissedOnceAndInOrder() {
        String id = call();
        RealtimeSession session = provider.call(id).orElseThrow();
        SessionClient first = new Deaf();
        session.attach(first);
        session.receive(
                first,
                """
                {"type":"session.update","session":{"type":"realtime","output_modalities":["text"],
                 "tools":[{"type":"function","name":"background_agent","parameters":{
                   "type":"object","properties":{"prompt":{"type":"string"}}}}]}}
                """);
        session.detach(first);
        asks(media.calls.getFirst().listener());

        try (var second = TestSocket.open(base, "/v1/realtime?call_id=" + id)) {
            second.expect("session.created");
            assertThat(TestSocket.types(second.until("rate_limits.updated")))
                    .startsWith("conversation.item.added", "conversation.item.done")
                    .containsOnlyOnce("response.function_call_arguments.done", "response.done");
            expectNothingBefore(second);
        }
    }

    @Test
    void whoJoinsForTheFirstTimeIsToldNothingOfThePast() {
        String id = call();
        asks(media.calls.getFirst().listener());

        try (var first = TestSocket.open(base, "/v1/realtime?call_id=" + id)) {
            first.expect("session.created");
            first.send("{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}");
            assertThat(TestSocket.types(first.until("session.updated")))
                    .doesNotContain("conversation.item.added");
        }
    }

    @Test
    void ofAVeryLongGapTheBeginningIsKept() {
        var missed = new Missed();
        missed.joined();
        missed.left();
        for (int i = 0; i < Missed.MOST + 10; i++) {
            missed.happened(new ServerEvent.AudioCleared("e"), String.valueOf(i));
        }

        assertThat(missed.joined()).hasSize(Missed.MOST).first().returns("0", Missed.Told::json);
        assertThat(missed.joined()).isEmpty();
    }

    private static void asks(MediaListener browser) {
        browser.channelOpen();
        browser.message(
                """
                {"type":"conversation.item.create","item":{"type":"message","role":"user",
                 "content":[{"type":"input_text","text":"Where is the parser?"}]}}
                """);
        browser.message("{\"type\":\"response.create\"}");
    }

    /** What is answered to the peer alone comes next. */
    private static void expectNothingBefore(TestSocket socket) {
        socket.send("{\"type\":\"response.cancel\"}");
        socket.expect("error");
    }

    /** A peer that takes no note. */
    private static final class Deaf implements SessionClient {
        @Override
        public void send(ServerEvent event, String json) {}

        @Override
        public void close(int code, String reason) {}
    }

    private static String call() {
        String location =
                given().contentType("application/sdp")
                        .body("v=0".getBytes(StandardCharsets.UTF_8))
                        .post("/v1/realtime/calls")
                        .header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
