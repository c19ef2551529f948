package dev.sidetone.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GateTest {

    @TestHTTPResource("/")
    URI root;

    private WebSocket open(String path, String origin) {
        URI uri = URI.create("ws://127.0.0.1:" + root.getPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .header("Origin", origin)
                            .buildAsync(uri, new WebSocket.Listener() {})
                            .join();
            socket.abort();
            return socket;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rpc", "/v1/realtime?model=m"})
    void aSocketOfAnotherOriginIsRefused(String path) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> open(path, "http://evil.example"))
                .havingCause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rpc", "/v1/realtime?model=m"})
    void aSocketOfOurOwnPageIsOpened(String path) {
        assertThat(open(path, "http://127.0.0.1:" + root.getPort())).isNotNull();
    }

    @Test
    void anUnsafeRequestOfAnotherOriginIsRefusedByName() {
        given().header("Origin", "http://evil.example")
                .post("/v1/realtime/calls")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("status", equalTo(403))
                .body("error.code", equalTo("origin_not_allowed"))
                .body("detail", containsString("other origins"));
    }

    @Test
    void aNamePointedAtThisMachineIsRefused() {
        given().header("Host", "evil.example:8080")
                .get("/conversations")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("host_not_allowed"));
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedByName() {
        given().body(new byte[5 << 20])
                .post("/v1/realtime/calls")
                .then()
                .statusCode(413)
                .body("error.code", equalTo("request_too_large"));
    }

    @Test
    void everyPageCarriesTheSafetyHeaders() {
        given().get("/conversations")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header(
                        "Content-Security-Policy",
                        org.hamcrest.Matchers.not(containsString("unsafe-inline")));
    }
}
