package dev.sidetone.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A service that takes signed tokens, or a token of which it knows only the hash. */
@QuarkusTest
@TestProfile(SignedCallersTest.Signed.class)
class SignedCallersTest {

    private static final String TOKEN = "a-token-that-is-known-by-its-hash";
    private static final String FRIEND = "https://friend.example:8443";

    /** With both kinds of callers, and one more origin. */
    public static final class Signed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sidetone.server.token_sha256",
                    // printf %s a-token-that-is-known-by-its-hash | sha256sum
                    "78a68204752d5c70043a33c88119a9741e742e2a1a2e25478c5159f501166410",
                    "sidetone.server.jwt_secret_file",
                    secret().toString(),
                    "sidetone.server.jwt_audience",
                    "sidetone",
                    "sidetone.server.allowed_origins",
                    FRIEND);
        }

        private static Path secret() {
            try {
                Path file = Files.createTempFile("jwt", ".secret");
                file.toFile().deleteOnExit();
                return Files.writeString(file, "  " + JwtTest.SECRET + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestHTTPResource("/")
    URI root;

    private String connect(String bearer, String origin) {
        URI uri = URI.create("ws://127.0.0.1:" + root.getPort() + "/");
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.newWebSocketBuilder()
                    .header("Authorization", "bEARER " + bearer)
                    .header("Origin", origin)
                    .buildAsync(uri, new WebSocket.Listener() {})
                    .join()
                    .abort();
            return "open";
        } catch (CompletionException e) {
            var refused = (java.net.http.WebSocketHandshakeException) e.getCause();
            return String.valueOf(refused.getResponse().statusCode());
        }
    }

    private static String signed(String audience, long seconds) {
        String claims =
                "{\"exp\":%d,\"aud\":\"%s\"}"
                        .formatted(Instant.now().getEpochSecond() + seconds, audience);
        return JwtTest.token("{\"alg\":\"HS256\"}", claims, JwtTest.SECRET);
    }

    @Test
    void eitherKindIsLetInAndNothingElse() {
        assertThat(connect(TOKEN, FRIEND)).isEqualTo("open");
        assertThat(connect(signed("sidetone", 60), FRIEND)).isEqualTo("open");
        assertThat(connect(signed("other", 60), FRIEND)).isEqualTo("401");
        assertThat(connect(signed("sidetone", -60), FRIEND)).isEqualTo("401");
        assertThat(connect("nonsense", FRIEND)).isEqualTo("401");
    }

    @Test
    void onlyTheNamedOriginsMayConnect() {
        assertThat(connect(TOKEN, "https://friend.example")).isEqualTo("403");
        assertThat(connect(TOKEN, "https://evil.example:8443")).isEqualTo("403");
        assertThat(connect(TOKEN, "http://127.0.0.1:" + root.getPort())).isEqualTo("open");
    }

    @Test
    void theSameCallersMayUseTheRestAndTheRealtimeApi() {
        for (String bearer : new String[] {TOKEN, signed("sidetone", 60)}) {
            given().header("Authorization", "Bearer " + bearer)
                    .get("/api/v1/conversations")
                    .then()
                    .statusCode(200);
            given().header("Authorization", "Bearer " + bearer)
                    .get("/v1/models")
                    .then()
                    .statusCode(200);
        }
        given().get("/v1/models").then().statusCode(401);
        given().get("/readyz").then().statusCode(200);
    }
}
