package dev.sidetone.api;

import static dev.sidetone.api.People.ADMIN;
import static dev.sidetone.api.People.ALICE;
import static dev.sidetone.api.People.BOB;
import static dev.sidetone.api.People.ROOT;
import static dev.sidetone.api.People.STRANGER;
import static dev.sidetone.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.people.PeopleCommand;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What one person said in calls is taken away and taken out over REST and by the command. */
@QuarkusTest
@TestProfile(People.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PeopleResourceTest {

    @Inject TranscriptStore store;
    @Inject RunningConfiguration running;

    /** Somebody types into a call; the name of their token is on what they said. */
    private String talked(String who, String words) {
        String id = People.conversation(who);
        String call =
                as(who).contentType("application/json")
                        .body(Rest.TEXT_CALL)
                        .post("/api/v1/conversations/" + id + "/calls")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        as(who).contentType("application/json")
                .body("{\"text\":\"%s\"}".formatted(words))
                .post("/api/v1/calls/" + call + "/messages")
                .then()
                .statusCode(202);
        as(who).delete("/api/v1/calls/" + call).then().statusCode(200);
        org.awaitility.Awaitility.await().until(() -> texts(id).contains(words));
        return id;
    }

    private List<String> texts(String id) {
        return store.items(new ConversationId(id)).stream()
                .filter(item -> item.role() == Item.Role.USER)
                .map(Item::text)
                .toList();
    }

    private static ValidatableResponse erase(String token, String body) {
        return as(token)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/people/alice/erase")
                .then();
    }

    @Test
    @Order(1)
    void anAdminTakesOutWhatOnePersonSaid() throws Exception {
        String hers = talked(ALICE, "what alice said");
        String his = talked(BOB, "what bob said");
        assertThat(store.items(new ConversationId(hers)))
                .filteredOn(item -> item.role() == Item.Role.USER)
                .allSatisfy(item -> assertThat(item.details().device()).contains("alice"));

        for (String other : List.of(ALICE, STRANGER)) {
            erase(other, "{}").statusCode(403);
            as(other).get("/api/v1/people/alice/export").then().statusCode(403);
        }
        String file =
                as(ROOT).get("/api/v1/people/alice/export")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertThat(file).contains("what alice said").doesNotContain("what bob said");
        assertThat(as(ADMIN).get("/api/v1/access/reads").asString()).contains(hers);

        erase(ROOT, "{\"dryRun\":true}").statusCode(200).body("dryRun", equalTo(true));
        assertThat(texts(hers)).contains("what alice said");
        erase(ROOT, "{\"dryRun\":1}").statusCode(400);
        erase(ROOT, "{}")
                .statusCode(200)
                .body(
                        "conversations.find { it.conversation == '%s' }.items".formatted(hers),
                        equalTo(1));
        assertThat(texts(hers)).containsExactly(TranscriptStore.FORGOTTEN);
        assertThat(texts(his)).containsExactly("what bob said");
        for (String path :
                List.of("/api/v1/usage?by=user", "/api/v1/conversations/" + hers + "/items")) {
            String told = as(ROOT).get(path).then().statusCode(200).extract().asString();
            assertThat(told).doesNotContain("\"alice\"");
        }
        erase(ROOT, "{}").statusCode(200).body("conversations", equalTo(List.of()));
        as(ADMIN)
                .get("/api/v1/retention/log")
                .then()
                .body(
                        "entries.findAll { it.what.conversation == '%s' }.what.why".formatted(hers),
                        equalTo(List.of("asked")));
    }

    @Test
    @Order(2)
    void theCommandDoesTheSameNextToTheService(@TempDir Path folder) throws Exception {
        String hers = talked(ALICE, "said once more");
        Path file = folder.resolve("alice.jsonl");
        assertThat(run("export", "alice", "-o", file.toString())).isEmpty();
        assertThat(Files.readString(file)).contains("said once more");
        assertThat(run("erase", "alice", "--dry-run"))
                .contains(hers)
                .contains("1 items would be taken out for good; 0 conversations are kept");
        assertThat(run("erase", "alice", "--json")).contains("\"conversation\":\"" + hers);
        assertThat(texts(hers)).containsExactly(TranscriptStore.FORGOTTEN);
        assertThat(run("erase", "alice", "--json")).isEmpty();
    }

    private String run(String... arguments) {
        var out = new StringWriter();
        int code =
                new CommandLine(new PeopleCommand(running::started, InstantSource.system()))
                        .setOut(new PrintWriter(out))
                        .execute(arguments);
        assertThat(code).isZero();
        return out.toString();
    }
}
