package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MoveResourceTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ALL = "/api/v1/conversations/";

    @Inject TranscriptStore store;

    private ConversationId talk(String... words) {
        ConversationId id = store.create("sidetone", Path.of("/secret/place")).id();
        for (int i = 0; i < words.length; i++) {
            store.append(NewItem.text(id, "i" + i, Item.Role.USER, words[i], NOON.plusSeconds(i)));
        }
        return id;
    }

    private static ValidatableResponse move(String json) {
        return given().contentType("application/json").body(json).post("/api/v1/moves").then();
    }

    private static String merging(ConversationId source, ConversationId target) {
        return "{\"source\":\"%s\",\"target\":\"%s\"}".formatted(source, target);
    }

    @Test
    void conversationsAreMergedAndParted() {
        ConversationId one = talk("one", "two");
        ConversationId other = talk("three");

        String id =
                move(merging(other, one))
                        .statusCode(201)
                        .header("Location", containsString("/api/v1/moves/"))
                        .body("items", equalTo(1))
                        .body("target", equalTo(one.value()))
                        .extract()
                        .path("id");
        given().get(ALL + one + "/items")
                .then()
                .body("items.text", contains("one", "two", "three"));
        for (String path : List.of("", "/items", "/export?format=text")) {
            given().get(ALL + other + path)
                    .then()
                    .statusCode(410)
                    .header("Location", endsWith(ALL + one))
                    .body("error.code", equalTo("conversation_merged"))
                    .body("detail", containsString(one.value()));
        }

        given().delete("/api/v1/moves/" + id)
                .then()
                .statusCode(200)
                .body("target", equalTo(other.value()));
        given().get(ALL + other + "/items").then().body("items.text", contains("three"));
        given().delete("/api/v1/moves/" + id)
                .then()
                .statusCode(409)
                .body("error.code", equalTo("cannot_undo"));
    }

    @Test
    void aConversationIsSplitAtAnItem() {
        ConversationId one = talk("one", "two", "three");

        String other =
                move("{\"source\":\"%s\",\"at\":2,\"title\":\"The rest\"}".formatted(one))
                        .statusCode(201)
                        .extract()
                        .path("target");

        given().get(ALL + one + "/items").then().body("items.text", contains("one"));
        given().get(ALL + other + "/items").then().body("items.text", contains("two", "three"));
        given().get(ALL + other).then().body("title", equalTo("The rest"));
    }

    @Test
    void aLegalHoldIsToldToWhoeverMoves() {
        ConversationId one = talk("one");
        ConversationId held = talk("two");
        given().contentType("application/json").body("{\"held\":true}").patch(ALL + held);

        move(merging(held, one)).statusCode(409).body("error.code", equalTo("legal_hold"));
        move(merging(one, held)).statusCode(409).body("error.code", equalTo("legal_hold"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 404",
                "{\"source\":\"ID\"} | 400",
                "{\"source\":\"ID\",\"target\":\"ID\"} | 400",
                "{\"source\":\"ID\",\"target\":\"ID\",\"at\":2} | 400",
                "{\"source\":\"ID\",\"at\":\"two\"} | 400",
                "{\"source\":\"ID\",\"at\":1} | 400",
                "{\"source\":\"ID\",\"at\":99} | 404",
                "{\"source\":\"ID\",\"at\":2,\"x\":1} | 400",
            })
    void whatCannotBeDoneIsRefused(String json, int status) {
        ConversationId id = talk("one", "two");

        move(json.replace("ID", id.value()))
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void theFormsOfThePageMergeSplitAndUndo() {
        ConversationId one = talk("one", "two");
        ConversationId other = talk("three");
        given().get("/conversations/" + one)
                .then()
                .body(containsString("<option value=\"" + other + "\">three"));

        String merged =
                form(one, "merge", "from", other)
                        .statusCode(303)
                        .header("Location", containsString(one + "?merged="))
                        .extract()
                        .header("Location");
        given().get(merged)
                .then()
                .statusCode(200)
                .body(containsString("Merged."), containsString("three"));
        String move = merged.replaceAll(".*=", "");
        form(one, "undo", "move", move)
                .statusCode(303)
                .header("Location", containsString(other.value()));
        String split = form(one, "split", "at", 2).statusCode(303).extract().header("Location");
        given().get(split).then().statusCode(200).body(containsString("Split."));
        form(one, "split", "at", 1).statusCode(409).body(containsString("choose a later one"));
        form(one, "merge", "from", "none").statusCode(409);
    }

    private static ValidatableResponse form(
            ConversationId id, String action, String name, Object value) {
        return given().redirects()
                .follow(false)
                .formParam(name, value.toString())
                .post("/conversations/" + id + "/moves/" + action)
                .then();
    }
}
