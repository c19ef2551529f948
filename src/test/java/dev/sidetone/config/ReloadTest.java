package dev.sidetone.config;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

@QuarkusTest
class ReloadTest {

    private static final String CHECK = "checks.find { it.name == 'configuration' }.";

    @Inject RunningConfiguration running;

    @AfterEach
    void leaveNoFile() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    private static ValidatableResponse readyz() {
        return given().get("/readyz").then();
    }

    @Test
    void aFileWithAFaultIsToldByTheProbeAndACorrectedOneIsTaken() throws IOException {
        Path file = running.now().file();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[realtime]\nvoice = \"loud\"\n");

        await().until(() -> !running.faults().isEmpty());
        readyz().statusCode(200)
                .body(CHECK + "data.state", equalTo("files_with_faults"))
                .body(CHECK + "data.message", containsString("line 2, column 1: \"loud\""))
                .body(CHECK + "data.message", not(containsString(file.getParent().toString())));
        assertThat(running.now().realtime().voice()).isEmpty();

        Files.writeString(file, "[realtime]\nvoice = \"sage\"\n");
        await().until(() -> running.now().realtime().voice().isPresent());
        readyz().statusCode(200)
                .body(CHECK + "data.state", equalTo("ok"))
                .body(CHECK + "data.generation", equalTo(running.generation().number()));
    }

    @Test
    void theSignalReadsAlsoWhatNoLookAtTheFilesCanSee() throws IOException {
        Path key = Files.writeString(running.now().file().resolveSibling("key"), "first-key");
        running.apply(
                """
                model_provider = "x"
                [model_providers.x]
                key_file = '%s'
                """
                        .formatted(key),
                "test");
        assertThat(running.now().provider().key()).contains(new Secret("first-key"));
        Files.writeString(key, "second-key");

        Signal.raise(new Signal("HUP"));

        await().until(() ->
                running.now()
                        .provider()
                        .key()
                        .equals(java.util.Optional.of(new Secret("second-key"))));
        Files.delete(key);
    }
}
