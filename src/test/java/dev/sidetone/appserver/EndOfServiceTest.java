package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.Sessions;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** In a service of its own: after its end it begins no more calls. */
@QuarkusTest
@TestProfile(EndOfServiceTest.OwnService.class)
class EndOfServiceTest {

    /** Nothing is different; the service is only not shared. */
    public static final class OwnService implements QuarkusTestProfile {}

    @TestHTTPResource("/")
    URI base;

    @Inject Sessions sessions;

    @Test
    void aRunningCallIsToldOfTheEndAndEndsAndNoneBeginsAfterIt() throws Exception {
        try (var client = RpcClient.initialized(base)) {
            String thread = CallTest.call(client);

            sessions.endAll(Duration.ofSeconds(20));

            assertThat(client.told("thread/realtime/error").path("message").asText())
                    .contains("shutting down");
            client.told("thread/realtime/closed");

            client.result("thread/realtime/start", CallTest.start(thread));
            assertThat(client.told("thread/realtime/error").path("message").asText())
                    .contains("shutting down");
        }
    }
}
