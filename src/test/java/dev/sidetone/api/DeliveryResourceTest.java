package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.delivery.DeliveriesCommand;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A call ends, and its conversation is where the configuration says. */
@QuarkusTest
class DeliveryResourceTest {

    @Inject RunningConfiguration configuration;

    @Test
    void aConversationIsDeliveredWhenItsCallEnds(@TempDir Path drop) throws Exception {
        configuration.apply(
                """
                [sidetone.delivery.drop]
                type = "folder"
                path = '%s'
                template = "{id}.{ext}"
                format = "jsonl"

                [sidetone.delivery.team]
                type = "webhook"
                url = "http://127.0.0.1:1/hook"
                """
                        .formatted(drop),
                "test");
        try {
            assertThat(configuration.now().warnings())
                    .anyMatch(w -> w.contains("sidetone.delivery.team: it needs secret_env"));
            String conversation = Rest.conversation();
            String call = Rest.textCall(conversation);
            Rest.message(call, "{\"text\":\"What is this?\"}").statusCode(202);
            Rest.hangUp(call).statusCode(200);

            Path file = drop.resolve(conversation + ".jsonl");
            await().until(() -> Files.exists(file));
            assertThat(file).content().contains("What is this?", conversation);
            await().until(() ->
                    states(conversation).equals(List.of("drop delivered", "team waiting")));
            assertThat(command()).contains(conversation + " to drop", "it needs secret_env");
        } finally {
            configuration.apply("", "test");
        }
    }

    private static List<String> states(String conversation) {
        JsonNode all =
                EventClient.read(
                        Rest.given()
                                .get("/api/v1/deliveries")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString());
        return Stream.of(all.path("deliveries"))
                .flatMap(list -> list.valueStream())
                .filter(d -> d.path("conversation").asText().equals(conversation))
                .filter(d -> d.path("attempts").asInt() > 0)
                .map(d -> d.path("target").asText() + " " + d.path("state").asText())
                .sorted()
                .toList();
    }

    private String command() {
        var out = new StringWriter();
        Path home = configuration.started().settings().home();
        new CommandLine(new DeliveriesCommand(() -> home))
                .setOut(new PrintWriter(out, true))
                .execute();
        return out.toString();
    }

    @Test
    void onlyWhatIsThereCanBeTriedAgain() {
        Rest.given()
                .post("/api/v1/deliveries/msg_none/retry")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("not_found"));
        Rest.given()
                .delete("/api/v1/deliveries/msg_none")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("not_found"));
    }
}
