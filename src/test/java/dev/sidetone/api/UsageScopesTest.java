package dev.sidetone.api;

import static dev.sidetone.api.People.ADMIN;
import static dev.sidetone.api.People.HERE;
import static dev.sidetone.api.People.ROOT;
import static dev.sidetone.api.People.STRANGER;
import static dev.sidetone.api.People.WATCHER;
import static dev.sidetone.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.Account;
import dev.sidetone.usage.Tariff;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls cost is told of the reader's workspaces, and of no others. */
@QuarkusTest
@TestProfile(People.class)
class UsageScopesTest {

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
