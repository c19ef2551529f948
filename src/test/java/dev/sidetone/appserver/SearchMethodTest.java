package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SearchMethodTest {

    @TestHTTPResource("/")
    URI base;

    private static ObjectNode query(String text, String thread) {
        return RpcClient.object().put("query", text).put("threadId", thread);
    }

    @Test
    void whatWasTypedIsFoundByThePartsOfItsNames() {
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            client.result("turn/start", RpcTest.turn(thread, "who feeds the wombatKeeper?"));
            client.told("turn/completed", p -> p.path("threadId").asText().equals(thread));

            JsonNode found =
                    client.result("sidetone/search", query("wombat keeper role:user", thread));

            assertThat(found.path("data")).hasSize(1);
            JsonNode hit = found.at("/data/0");
            assertThat(hit.path("threadId").asText()).isEqualTo(thread);
            assertThat(hit.path("excerpt").asText()).isEqualTo("who feeds the wombatKeeper?");
            assertThat(hit.at("/snippet/1/marked").asBoolean()).isTrue();
            assertThat(hit.at("/item/kind").asText()).isNotEmpty();
        }
    }

    @Test
    void aMistakeInAQueryIsExplained() {
        try (var client = RpcClient.initialized(base)) {
            JsonNode error =
                    client.ask("sidetone/search", RpcClient.object().put("query", "kind:song"))
                            .path("error");

            assertThat(error.path("code").asInt()).isEqualTo(-32600);
            assertThat(error.path("message").asText()).contains("speech, text, tool_call");
        }
    }
}
