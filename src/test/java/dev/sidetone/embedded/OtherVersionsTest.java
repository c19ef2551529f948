package dev.sidetone.embedded;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of v1 and v3 learn which version to ask for, wherever they knock. */
@QuarkusTest
class OtherVersionsTest {

    @TestHTTPResource("/")
    URI base;

    @ParameterizedTest
    @CsvSource({"/v1/realtime?intent=quicksilver&model=m, v1", "/v1/live?model=m, v3"})
    void aSocketIsToldInAnEvent(String path, String version) {
        try (var socket = TestSocket.open(base, path)) {
            JsonNode error = socket.expect("error").path("error");
            assertThat(error.path("code").asText()).isEqualTo("unsupported_version");
            assertThat(error.path("message").asText())
                    .startsWith("This provider does not speak " + version)
                    .contains("realtime.version = \"v2\"");
            assertThat(socket.expect("CLOSED").path("code").asInt()).isEqualTo(4000);
        }
    }

    @Test
    void aCallOfV1IsRefused() {
        given().multiPart("sdp", "v=0", "application/sdp")
                .multiPart("session", "{\"type\":\"quicksilver\"}", "application/json")
                .post("/v1/realtime/calls?intent=quicksilver&architecture=avas")
                .then()
                .statusCode(400)
                .body("error.code", is("unsupported_version"))
                .body("error.message", containsString("v1"));
    }

    @Test
    void aCallOfV3IsRefused() {
        given().multiPart("sdp", "v=0", "application/sdp")
                .post("/v1/live")
                .then()
                .statusCode(404)
                .body("error.code", is("unsupported_version"))
                .body("error.message", containsString("v3"));
    }
}
