package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** {@code sidetone/usage}, held against the schema as every answer is. */
@QuarkusTest
class UsageMethodTest {

    @TestHTTPResource("/")
    URI base;

    private static JsonNode sums(RpcClient client, ObjectNode params) {
        return client.result("sidetone/usage", params).path("sums");
    }

    @Test
    void whatACallUsedIsSummedUpByWhatIsAskedFor() {
        try (var client = RpcClient.initialized(base)) {
            String thread = CallTest.call(client);
            client.result("thread/realtime/appendText", CallTest.text(thread, "who calls it?"));
            client.told("thread/realtime/transcript/done");
            client.told("sidetone/realtime/usage");
            ObjectNode ask = RpcClient.object().put("threadId", thread);

            JsonNode days = sums(client, ask.deepCopy());
            JsonNode providers = sums(client, ask.deepCopy().put("by", "provider"));

            assertThat(days).hasSize(1);
            assertThat(days.at("/0/key").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
            assertThat(days.at("/0/tokens/total").asLong()).isPositive();
            assertThat(providers.at("/0/key").asText()).isEqualTo("embedded");
            assertThat(sums(client, ask.deepCopy().put("to", "2020-01-01"))).isEmpty();
            assertThat(sums(client, RpcClient.object()).size()).isPositive();
        }
    }

    @Test
    void whatIsNoDayIsRefused() {
        try (var client = RpcClient.initialized(base)) {
            assertThat(
                            client.ask("sidetone/usage", RpcClient.object().put("from", "monday"))
                                    .at("/error/message")
                                    .asText())
                    .isEqualTo("Invalid request: `from` is a day, 2026-11-22 for example");
        }
    }
}
