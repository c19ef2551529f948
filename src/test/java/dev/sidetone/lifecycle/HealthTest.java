package dev.sidetone.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.sidetone.config.OperationSettings.Disk;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.provider.CallTerms;
import dev.sidetone.provider.Family;
import dev.sidetone.provider.ProviderException;
import dev.sidetone.provider.ProviderHealth;
import dev.sidetone.provider.ProviderHealth.CircuitState;
import dev.sidetone.provider.RealtimeProviders;
import dev.sidetone.wire.WireCodec;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HealthTest {

    private static final String PROVIDER = "checks.find { it.name == 'provider' }.data.";

    @Inject RunningConfiguration running;
    @Inject RealtimeProviders providers;

    @AfterEach
    void leaveNoFile() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/livez"})
    void probesAnswer(String path) {
        given().get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readinessTellsWhatStandsBehindIt() {
        given().get("/readyz")
                .then()
                .body(
                        "checks.name",
                        hasItems(
                                "transcript",
                                "workspace index",
                                "speech",
                                "configuration",
                                "provider",
                                "disk"))
                .body(PROVIDER + "family", equalTo("embedded"))
                .body(PROVIDER + "circuit", equalTo("closed"))
                .body("checks.find { it.name == 'disk' }.data.freeMb", greaterThan(0))
                .body("checks.find { it.name == 'transcript' }.data.state", equalTo("ok"));
    }

    @Test
    void aHostedProviderThatIsDownIsToldAndTheServiceStaysReady() throws IOException {
        running.apply(
                """
                model_provider = "down"
                [model_providers.down]
                base_url = "http://127.0.0.1:1/v1"
                request_max_retries = 0
                """,
                "test");
        for (int i = 0; i < 4; i++) {
            ProviderException e =
                    catchThrowableOfType(
                            ProviderException.class,
                            () ->
                                    providers
                                            .current()
                                            .call(
                                                    new CallTerms(
                                                            Version.V2,
                                                            Type.CONVERSATIONAL,
                                                            "m",
                                                            Optional.empty(),
                                                            "thread",
                                                            UnaryOperator.identity(),
                                                            false))
                                            .create("v=0", WireCodec.json().createObjectNode()));
            assertThat(e.kind()).isEqualTo(ProviderException.Kind.UNREACHABLE);
        }

        given().get("/readyz")
                .then()
                .statusCode(200)
                .body(PROVIDER + "family", equalTo("compatible"))
                .body(PROVIDER + "circuit", equalTo("open"))
                .body(PROVIDER + "message", containsString("It could not be reached."))
                .body(PROVIDER + "message", containsString("choose another provider"))
                .body(PROVIDER + "message", not(containsString("127.0.0.1")));
    }

    @Test
    void aKeyThatIsMissingIsToldWithWhatToDo() throws IOException {
        running.apply(
                """
                model_provider = "keyless"
                [model_providers.keyless]
                base_url = "http://127.0.0.1:1/v1"
                env_key = "NO_SUCH_KEY_FOR_SURE"
                """,
                "test");

        given().get("/readyz")
                .then()
                .statusCode(200)
                .body(PROVIDER + "message", containsString("NO_SUCH_KEY_FOR_SURE"));
    }

    @Test
    void aDiskBelowTheLeastMakesTheServiceUnready() throws IOException {
        running.apply("[sidetone.disk]\nleast_mb = 10000000\n", "test");

        given().get("/readyz")
                .then()
                .statusCode(503)
                .body("status", equalTo("DOWN"))
                .body("checks.find { it.name == 'disk' }.data.state", equalTo("full"))
                .body(
                        "checks.find { it.name == 'disk' }.data.message",
                        containsString("less than the 10000000 MB of sidetone.disk.least_mb"));
        given().get("/livez").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "600, UP, ok",
        "500, UP, ok",
        "499, UP, low",
        "50, UP, low",
        "49, DOWN, full",
        "0, DOWN, full"
    })
    void theDiskIsJudgedByItsTwoLimits(long freeMb, String status, String state) {
        HealthCheckResponse answer = DiskReady.judged(freeMb, new Disk(500, 50));

        assertThat(answer.getStatus()).hasToString(status);
        assertThat(answer.getData().orElseThrow()).containsEntry("state", state);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED, '', ''",
        "CLOSED, It answered 503., The last call did not begin. It answered 503.",
        "HALF_OPEN, It answered 503., the next one is a trial. It answered 503.",
        "OPEN, It did not answer in time., left alone for another 7 s. It did not answer in time."
    })
    void theProviderIsToldWithTheReason(CircuitState circuit, String fault, String words) {
        var health =
                new ProviderHealth(
                        Family.OPENAI, circuit, Duration.ofSeconds(7), fault, Optional.empty());

        HealthCheckResponse answer = ProviderReady.told(health);

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        String message = (String) answer.getData().orElseThrow().getOrDefault("message", "");
        assertThat(message).contains(words);
        assertThat(message.isEmpty()).isEqualTo(words.isEmpty());
    }
}
