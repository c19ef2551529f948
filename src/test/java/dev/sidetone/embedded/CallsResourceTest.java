package dev.sidetone.embedded;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakeEngines.class)
class CallsResourceTest {

    @Inject FakeEngines.Media media;
    @Inject FakeEngines.Speech speech;

    @TestHTTPResource("/")
    URI base;

    @AfterEach
    void hangUpAll() {
        media.unavailable = Optional.empty();
        speech.readiness = new SpeechReadiness.Ready();
        media.calls.forEach(call -> call.listener().closed("test over"));
        media.calls.clear();
    }

    private static Response raw(String offer) {
        return given().contentType("application/sdp")
                .body(offer.getBytes(StandardCharsets.UTF_8))
                .post("/v1/realtime/calls");
    }

    private static String callId(Response response) {
        String location = response.getHeader("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void aRawOfferIsAnsweredWithSdpAndALocation() {
        raw("v=0 offer")
                .then()
                .statusCode(201)
                .contentType(startsWith("application/sdp"))
                .header("Location", matchesRegex("/v1/realtime/calls/rtc_[0-9a-f]{32}"))
                .body(containsString("fake answer"));
        assertThat(media.calls.getFirst().offer()).isEqualTo("v=0 offer");
    }

    @Test
    void aMultipartOfferBringsItsSession() {
        Response response =
                given().multiPart("sdp", "v=0 " + "x".repeat(9_000), "application/sdp")
                        .multiPart(
                                "session",
                                "{\"type\":\"realtime\",\"model\":\"m\",\"instructions\":\"mine\"}",
                                "application/json")
                        .post("/v1/realtime/calls");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);

        try (var sideband = TestSocket.open(base, "/v1/realtime?call_id=" + callId(response))) {
            JsonNode session = sideband.expect("session.created").path("session");
            assertThat(session.path("instructions").asText()).isEqualTo("mine");
            assertThat(session.path("model").asText()).isEqualTo("m");
        }
    }

    @Test
    void aBadSessionRefusesTheCallWithThePathOfTheMember() {
        given().multiPart("sdp", "v=0", "application/sdp")
                .multiPart("session", "{\"type\":\"realtime\",\"bogus\":1}", "application/json")
                .post("/v1/realtime/calls")
                .then()
                .statusCode(400)
                .body("error.code", is("unknown_parameter"))
                .body("error.param", is("session.bogus"));
        assertThat(media.calls).isEmpty();
    }

    @Test
    void aBadOfferIsTheCallersFault() {
        raw("bad").then().statusCode(400).body("error.code", is("invalid_offer"));
    }

    @Test
    void withoutWebRtcTheReasonIsGiven() {
        media.unavailable = Optional.of("libpulse.so.0 is missing.");

        raw("v=0")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("error.code", is("webrtc_unavailable"))
                .body("error.message", containsString("libpulse.so.0"));
        given().get("/v1/speech")
                .then()
                .body("webrtc.available", is(false))
                .body("webrtc.reason", containsString("libpulse.so.0"));
    }

    @Test
    void theBrowserIsGreetedWhenItsChannelOpensAndHearsNoAudioDeltas() {
        raw("v=0");
        var call = media.calls.getFirst();
        call.listener().channelOpen();
        await().until(() -> !call.leg().sent.isEmpty());
        assertThat(call.leg().sent.getFirst()).contains("session.created");

        call.listener()
                .message(
                        """
                        {"type":"conversation.item.create","item":{"type":"message","role":"user",
                         "content":[{"type":"input_text","text":"Hello"}]}}
                        """);
        call.listener().message("{\"type\":\"response.create\"}");

        await().until(() -> call.leg().sent.stream().anyMatch(e -> e.contains("response.done")));
        assertThat(call.leg().queuedMs).hasSize(1);
        String tag = call.leg().queuedMs.keySet().iterator().next();
        call.listener().playing(tag);
        call.listener().played(tag);
        await().until(() ->
                call.leg().sent.stream().anyMatch(e -> e.contains("output_audio_buffer.stopped")));
        assertThat(call.leg().sent)
                .anyMatch(e -> e.contains("output_audio_buffer.started"))
                .noneMatch(e -> e.contains("\"response.output_audio.delta\""));
    }

    @Test
    void theSidebandHearsASpokenTurnWithItsTiming() {
        String id = callId(raw("v=0"));
        var call = media.calls.getFirst();
        try (var sideband = TestSocket.open(base, "/v1/realtime?sidetone=1&call_id=" + id)) {
            sideband.expect("session.created");
            short[] sound =
                    Sounds.pcm(
                            Sounds.sum(
                                    Sounds.silence(2.5, 48_000),
                                    Sounds.voice(4, 1, 48_000, 150, 0.3),
                                    24_000));
            for (int from = 0; from < sound.length; from += 480) {
                call.listener()
                        .audio(java.util.Arrays.copyOfRange(sound, from, from + 480), 48_000);
            }

            List<String> types = TestSocket.types(sideband.until("sidetone.turn.timing"));
            assertThat(types)
                    .containsSubsequence(
                            "input_audio_buffer.speech_started",
                            "input_audio_buffer.speech_stopped",
                            "input_audio_buffer.committed",
                            "response.created");
        }
    }

    @Test
    void hangingUpEndsTheLegTheSidebandAndTheId() {
        String id = callId(raw("v=0"));
        try (var sideband = TestSocket.open(base, "/v1/realtime?call_id=" + id)) {
            sideband.expect("session.created");
            given().post("/v1/realtime/calls/" + id + "/hangup").then().statusCode(200);
            sideband.expect("CLOSED");
        }
        assertThat(media.calls.getFirst().leg().closed).isTrue();
        given().post("/v1/realtime/calls/" + id + "/hangup")
                .then()
                .statusCode(404)
                .body("error.code", is("call_id_not_found"));
    }

    @Test
    void moreSessionsThanTheLimitAreRefusedByName() {
        raw("v=0").then().statusCode(201);
        raw("v=0").then().statusCode(201);
        raw("v=0").then().statusCode(201);

        raw("v=0").then().statusCode(503).body("error.code", is("session_limit_reached"));
        try (var socket = TestSocket.open(base, "/v1/realtime?model=m")) {
            assertThat(socket.expect("error").at("/error/code").asText())
                    .isEqualTo("session_limit_reached");
        }
        assertThat(media.calls).hasSize(3);
    }

    @Test
    void aPreflightIsAnsweredWithWhatTheSdksSend() {
        given().header("Origin", base.toString().replaceAll("/$", ""))
                .header("Access-Control-Request-Method", "POST")
                .header(
                        "Access-Control-Request-Headers",
                        "authorization,content-type,x-openai-agents-sdk,x-stainless-os")
                .options("/v1/realtime/calls")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Headers", containsString("x-openai-agents-sdk"))
                .header("Access-Control-Allow-Headers", containsString("x-stainless-os"))
                .header("Access-Control-Expose-Headers", containsString("Location"));
    }

    @Test
    void modelsAreListed() {
        given().get("/v1/models").then().body("data[0].id", is("sidetone-embedded"));
        given().get("/v1/models/sidetone-embedded").then().statusCode(200);
        given().get("/v1/models/none")
                .then()
                .statusCode(404)
                .body("error.code", is("model_not_found"));
    }

    @Test
    void theStateOfSpeechIsToldAndTheDownloadStartsOnlyWhenOffered() {
        given().get("/v1/speech").then().body("state", is("ready"));
        speech.readiness = new SpeechReadiness.Unavailable("No models.", "Download them.", true);
        given().get("/v1/speech")
                .then()
                .body("state", is("unavailable"))
                .body("remedy", is("Download them."))
                .body("offerDownload", is(true));
        speech.offered = false;
        given().post("/v1/speech/download").then().statusCode(409);
        speech.offered = true;
        given().post("/v1/speech/download").then().statusCode(202);
    }
}
