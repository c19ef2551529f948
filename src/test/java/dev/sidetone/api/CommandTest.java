package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands over the socket of a call's events: whatever comes in is answered and it lives. */
@QuarkusTest
class CommandTest {

    private static final int FLOOD = 3_000;

    @TestHTTPResource("/")
    URI base;

    private String call = "";
    private EventClient client;

    @BeforeEach
    void open() {
        call = Rest.textCall(Rest.conversation());
        client = EventClient.of(base, call);
        client.told("thread/realtime/started");
    }

    @AfterEach
    void close() {
        Rest.hangUp(call);
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{not json|invalid_json|line 1, column 2",
                "[]|invalid_json|no object",
                "{}|unknown_command|`command` is one of say, text",
                "{\"command\":\"sing\"}|unknown_command|interrupt",
                "{\"command\":\"say\"}|invalid_request|missing field `text`",
                "{\"command\":\"text\",\"text\":5}|invalid_request|In `text`",
                "{\"command\":\"text\",\"text\":\"x\",\"role\":\"king\"}|invalid_request|In `role`",
                "{\"command\":\"say\",\"text\":\" \"}|invalid_request|no words",
                "{\"command\":\"audio\"}|invalid_request|`data`",
                "{\"command\":\"turnDetection\",\"mode\":\"x\"}|invalid_request|`open` or `hold`",
                "{\"command\":\"playback\",\"itemId\":\"x\",\"playedMs\":-1}|invalid_request|`playedMs`",
                "{\"command\":\"approve\"}|no_approvals|Nothing waits for an approval"
            })
    void whatCannotBeDoneIsRefusedInWordsAndTheSocketLives(
            String command, String code, String says) {
        client.send(command);

        JsonNode error = client.told(m -> m.has("error")).path("error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("detail").asText()).contains(says);
        assertThat(error.path("status").asInt()).isBetween(400, 499);
        client.send("{\"id\":7,\"command\":\"interrupt\"}");
        assertThat(client.reply(7).path("result").isObject()).isTrue();
    }

    @Test
    void soundThatIsTooLongIsRefusedInWordsAlsoAsABinaryFrame() {
        client.send("{\"id\":1,\"command\":\"audio\",\"data\":\"" + "A".repeat(262_148) + "\"}");
        assertThat(client.reply(1).at("/error/detail").asText())
                .contains("the sound has 262148 characters of base64, at most 262144 are taken");

        client.binary(new byte[200_000]);
        assertThat(client.told(m -> m.has("error") && m.path("id").isNull()).toString())
                .contains("in shorter pieces");
    }

    @Test
    void everyCommandThatFitsIsTaken() {
        List<String> commands =
                List.of(
                        "\"say\",\"text\":\"hello\"",
                        "\"text\",\"text\":\"note\",\"role\":\"developer\"",
                        "\"interrupt\"",
                        "\"mute\"",
                        "\"unmute\"",
                        "\"audio\",\"data\":\"AAAA\"",
                        "\"commit\"",
                        "\"clear\"",
                        "\"resume\"",
                        "\"turnDetection\",\"mode\":\"hold\"",
                        "\"playback\",\"itemId\":\"item_x\",\"playedMs\":5");
        for (int i = 0; i < commands.size(); i++) {
            client.send("{\"id\":%d,\"command\":%s}".formatted(i, commands.get(i)));
            assertThat(client.reply(i).has("result")).as(commands.get(i)).isTrue();
        }
    }

    @Test
    void aFloodIsAnsweredInFullAndTheCallGoesOn() {
        for (int i = 0; i < FLOOD; i++) {
            client.send("{\"id\":%d,\"command\":\"interrupt\"}".formatted(i));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        client.received.stream().filter(m -> !m.has("method")).count() == FLOOD);

        assertThat(
                        client.received.stream()
                                .filter(m -> !m.has("method"))
                                .map(m -> m.path("id").asInt())
                                .sorted()
                                .toList())
                .isEqualTo(IntStream.range(0, FLOOD).boxed().toList());
        assertThat(client.received)
                .filteredOn(m -> m.has("error"))
                .allMatch(m -> m.at("/error/code").asText().equals("too_many_commands"));
        Rest.state(call).body("outcome", equalTo(null));
    }

    @Test
    void aHugeCommandClosesOnlyItsOwnSocket() throws Exception {
        try (var other = EventClient.of(base, call)) {
            client.send("{\"command\":\"say\",\"text\":\"" + "x".repeat(5 << 20) + "\"}");

            assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
            assertThat(client.closeReason).contains("4194304");
            other.send("{\"id\":1,\"command\":\"interrupt\"}");
            assertThat(other.reply(1).has("result")).isTrue();
        }
    }

    @Test
    void whatIsAskedAfterTheEndIsRefused() throws Exception {
        client.send("{\"id\":1,\"command\":\"end\"}");
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);

        Rest.message(call, "{\"text\":\"late\",\"kind\":\"say\"}").statusCode(409);
        given().get("/api/v1/calls/" + call).then().body("outcome", equalTo("requested"));
    }
}
