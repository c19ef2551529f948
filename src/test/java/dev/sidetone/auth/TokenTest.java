package dev.sidetone.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TokenTest.WithToken.class)
class TokenTest {

    private static final String TOKEN = "correct-horse-battery-staple";

    /** The service as it runs when other machines may reach it. */
    public static final class WithToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sidetone.token", TOKEN);
        }
    }

    @TestHTTPResource("/")
    URI root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/conversations",
                "/api/v1/calls/x/events",
                "/q/openapi",
                "/v1/models",
                "/q/metrics",
                "/conversations",
                "/",
                "/console/../api/v1/conversations",
                "/login/../api/v1/conversations"
            })
    void withoutTheTokenNothingIsShown(String path) throws IOException {
        assertThat(rawStatus("GET " + path + " HTTP/1.1", "Accept: application/json"))
                .contains(" 401 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/livez", "/login", "/console/base.css"})
    void probesAndTheLoginPageAreOpen(String path) {
        given().get(path).then().statusCode(200);
    }

    @Test
    void theTokenIsTakenFromTheHeader() {
        given().header("Authorization", "Bearer " + TOKEN)
                .get("/api/v1/conversations")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer " + TOKEN)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("sidetone_journal_held"));
        given().header("Authorization", "Bearer wrong-horse")
                .get("/api/v1/conversations")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("error.code", equalTo("unauthorized"));
    }

    @Test
    void theTokenInAnAddressIsNoToken() {
        given().get("/api/v1/conversations?token=" + TOKEN).then().statusCode(401);
    }

    @Test
    void aBrowserIsLedToTheLoginAndGetsACookie() {
        given().redirects()
                .follow(false)
                .accept("text/html")
                .get("/conversations")
                .then()
                .statusCode(303)
                .header("Location", containsString("/login?next=%2Fconversations"));
        Response login = login(TOKEN, "/conversations");
        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(login.header("Location")).endsWith("/conversations");
        assertThat(login.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(TOKEN);

        for (String path : List.of("/conversations", "/v1/speech", "/v1/models")) {
            given().cookie(Callers.COOKIE, login.cookie(Callers.COOKIE))
                    .get(path)
                    .then()
                    .statusCode(200);
        }
        given().cookie(Callers.COOKIE, "0".repeat(64)).get("/v1/models").then().statusCode(401);
    }

    @Test
    void aWrongTokenIsRefusedWithoutBeingRepeated() {
        Response login = login("wrong-horse-of-that-length", "/");

        assertThat(login.statusCode()).isEqualTo(401);
        assertThat(login.asString())
                .contains("That is not the token")
                .doesNotContain("wrong-horse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"})
    void theLoginLeadsNowhereElse(String next) {
        assertThat(login(TOKEN, next).header("Location")).endsWith(":" + root.getPort() + "/");
    }

    @Test
    void theRealtimeApiTakesTheKeyAsASubprotocol() throws IOException {
        assertThat(
                        rawStatus(
                                "GET /v1/realtime?model=m HTTP/1.1",
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key."
                                        + TOKEN))
                .contains(" 101 ");
    }

    @Test
    void aSocketWithoutTheTokenIsRefused() throws IOException {
        assertThat(
                        rawStatus(
                                "GET /rpc HTTP/1.1",
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                .contains(" 401 ");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "'', missing websocket bearer token",
        "Authorization: Bearer wrong, invalid websocket bearer token",
        "Authorization: Basic eDp5, invalid authorization header",
        "Authorization: Bearer, invalid authorization header"
    })
    void aClientIsToldInTheContractsWords(String header, String words) throws IOException {
        List<String> upgrade =
                new ArrayList<>(
                        List.of(
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        if (!header.isEmpty()) {
            upgrade.add(header);
        }

        for (String path : List.of("/", "/rpc")) {
            assertThat(raw("GET " + path + " HTTP/1.1", upgrade))
                    .startsWith("HTTP/1.1 401 ")
                    .endsWith(words);
        }
    }

    @Test
    void noSecretReachesTheLog() {
        var seen = new ArrayList<String>();
        Handler handler = collecting(seen);
        Logger.getLogger("").addHandler(handler);
        try {
            given().header("Authorization", "Bearer " + TOKEN).get("/v1/none?key=" + TOKEN);
            given().header("Authorization", "Bearer " + TOKEN + "x").get("/v1/models?key=" + TOKEN);
            given().header("Authorization", "Bearer " + TOKEN)
                    .contentType("application/json")
                    .body("{\"key\":\"" + TOKEN)
                    .post("/v1/realtime/calls");
            login(TOKEN + "x", "/" + TOKEN);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(seen).noneMatch(line -> line.contains(TOKEN));
    }

    private static Handler collecting(List<String> seen) {
        return new Handler() {
            @Override
            public void publish(LogRecord logged) {
                seen.add(
                        logged.getMessage()
                                + " "
                                + List.of(params(logged))
                                + " "
                                + logged.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static Object[] params(LogRecord logged) {
        Object[] parameters = logged.getParameters();
        return parameters == null
                ? new Object[0]
                : java.util.Arrays.stream(parameters).map(String::valueOf).toArray();
    }

    private static Response login(String token, String next) {
        return given().redirects()
                .follow(false)
                .formParam("token", token)
                .formParam("next", next)
                .post("/login");
    }

    /** A request as it is written, past the tidying of HTTP clients; the status line comes back. */
    /** Head and body of an answer. */
    private String raw(String first, List<String> lines) throws IOException {
        try (var socket = new Socket("127.0.0.1", root.getPort())) {
            String head =
                    first
                            + "\r\n"
                            + String.join("\r\n", lines)
                            + "\r\nHost: 127.0.0.1:"
                            + root.getPort();
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            var length =
                    java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(answer);
            assertThat(length.find()).isTrue();
            byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
            return answer + new String(body, StandardCharsets.UTF_8);
        }
    }

    private String rawStatus(String... lines) throws IOException {
        try (var socket = new Socket("127.0.0.1", root.getPort())) {
            String request =
                    String.join("\r\n", lines)
                            + "\r\nHost: 127.0.0.1:"
                            + root.getPort()
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
