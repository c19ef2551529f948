package dev.sidetone.api;

import static dev.sidetone.api.People.ADMIN;
import static dev.sidetone.api.People.HERE;
import static dev.sidetone.api.People.ROOT;
import static dev.sidetone.api.People.STRANGER;
import static dev.sidetone.api.People.WATCHER;
import static dev.sidetone.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.auth.SignedTokens;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.Account;
import dev.sidetone.usage.Tariff;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls cost is told of the reader's workspaces, and of no others. */
@QuarkusTest
@TestProfile(People.class)
class UsageScopesTest {

    @TestHTTPResource("/")
    URI root;

    @Inject UsageLedger ledger;
    @Inject TranscriptStore store;

    private String both = "";
    private String theirs = "";

    @BeforeEach
    void calls() {
        both = "both" + System.nanoTime();
        theirs = "theirs" + System.nanoTime();
        String _ = use(HERE, both, 5);
        String _ = use("elsewhere", both, 40);
        String _ = use("elsewhere", theirs, 300);
    }

    private String use(String workspace, String user, int tokens) {
        ConversationId id = store.create(workspace, Path.of("/" + workspace)).id();
        var account =
                new Account(id, "c" + id.value(), workspace, user, "Test", Tariff.OWN, "guide");
        try {
            var _ =
                    ledger.open(account, "model", "model", false)
                            .heard(
                                    WireCodec.readServer(
                                            """
                                            {"event_id":"e","type":"response.done","response":
                                             {"id":"r","status":"completed","usage":
                                              {"total_tokens":%1$d,"input_tokens":%1$d,"output_tokens":0,
                                               "input_token_details":{"text_tokens":%1$d}}}}\
                                            """
                                                    .formatted(tokens)));
        } catch (WireFormatException e) {
            throw new AssertionError(e);
        }
        return id.value();
    }

    /** How many tokens a user used, as somebody may see it; 0 when they may not. */
    private static int tokens(String token, String user) {
        Integer total =
                as(token)
                        .queryParam("by", "user")
                        .get("/api/v1/usage")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("sums.find { it.key == '%s' }?.tokens?.total".formatted(user));
        return total == null ? 0 : total;
    }

    @Test
    void sumsAreOfTheReadersWorkspaces() {
        assertThat(tokens(ROOT, both)).isEqualTo(45);
        assertThat(tokens(WATCHER, both)).isEqualTo(5);
        assertThat(tokens(STRANGER, both)).isEqualTo(40);
        assertThat(tokens(WATCHER, theirs)).isZero();
        assertThat(tokens(STRANGER, theirs)).isEqualTo(300);
        as(ADMIN).get("/api/v1/usage").then().statusCode(403);
    }

    @Test
    void whatIsElsewhereIsNowhere() {
        String hidden = use("elsewhere", theirs, 1);
        for (String by :
                List.of("day", "workspace", "provider", "user", "agent", "model", "call")) {
            List<String> keys =
                    as(WATCHER)
                            .queryParam("by", by)
                            .queryParam("conversation", hidden)
                            .get("/api/v1/usage")
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("sums.key");
            assertThat(keys).as(by).isEmpty();
        }
        for (String by : List.of("workspace", "user", "conversation")) {
            for (String path : List.of("/api/v1/usage?format=csv&by=", "/usage?by=")) {
                String told = told(WATCHER, path + by);
                assertThat(told)
                        .doesNotContain(theirs)
                        .doesNotContain("elsewhere")
                        .doesNotContain(hidden);
            }
        }
        assertThat(told(STRANGER, "/usage?by=user")).contains(theirs);
        assertThat(told(STRANGER, "/usage?by=workspace")).contains("elsewhere");
    }

    @Test
    void clientsOfJsonRpcAreToldOfTheirWorkspacesOnlyToo() {
        String here = use(HERE, both, 7);
        String hidden = use("elsewhere", theirs, 1);
        String nowhere =
                SignedTokens.of(
                        ",\"sub\":\"nina\",\"scope\":\"view\",\"workspaces\":[\"nowhere\"]", 60);
        try (var watcher = rpc(WATCHER);
                var stranger = rpc(STRANGER);
                var nina = rpc(nowhere)) {
            String byUser = "\"by\":\"user\"";
            assertThat(asked(watcher, 2, byUser).findValuesAsText("key"))
                    .contains(both)
                    .doesNotContain(theirs);
            assertThat(asked(stranger, 2, byUser).findValuesAsText("key")).contains(both, theirs);
            assertThat(asked(nina, 2, byUser).at("/result/sums")).isEmpty();
            assertThat(asked(watcher, 3, thread(here)).at("/result/sums")).hasSize(1);
            for (EventClient other : List.of(stranger, nina)) {
                assertThat(asked(other, 3, thread(here)).at("/error/message").asText())
                        .isEqualTo("thread not found: " + here);
            }
            assertThat(asked(watcher, 4, thread(hidden)).at("/error/message").asText())
                    .isEqualTo("thread not found: " + hidden);
        }
    }

    private EventClient rpc(String token) {
        var client = new EventClient(root, "/rpc", "Authorization", "Bearer " + token);
        client.send(
                """
                {"id":1,"method":"initialize","params":{"clientInfo":{"name":"t","version":"1"}}}\
                """);
        return client;
    }

    private static String thread(String id) {
        return "\"threadId\":\"" + id + "\"";
    }

    private static JsonNode asked(EventClient client, int id, String params) {
        client.send(
                "{\"id\":%d,\"method\":\"sidetone/usage\",\"params\":{%s}}".formatted(id, params));
        return client.reply(id);
    }

    private static String told(String token, String path) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
