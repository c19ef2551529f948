package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SearchResourceTest {

    @Inject TranscriptStore store;
    private ConversationId id;

    @BeforeEach
    void talk() {
        id = store.create("zoo", Path.of("/zoo")).id();
        say("a", Item.Role.USER, "Where is the quokkaManager?");
        say("b", Item.Role.ASSISTANT, "The quokka manager is in Zoo.java.");
    }

    private void say(String itemId, Item.Role role, String text) {
        store.append(NewItem.text(id, itemId, role, text, Instant.now()));
    }

    @Test
    void whatWasSaidIsFoundInPages() {
        String next =
                given().queryParam("q", "\"quokka manager\" in:" + id)
                        .queryParam("limit", 1)
                        .get("/api/v1/search")
                        .then()
                        .statusCode(200)
                        .body("hits", hasSize(1))
                        .body("hits[0].item.itemId", equalTo("b"))
                        .body("hits[0].conversation.id", equalTo(id.value()))
                        .body("hits[0].conversation.workspace", equalTo("zoo"))
                        .body(
                                "hits[0].snippet.findAll { it.marked }.text",
                                contains("quokka manager"))
                        .body("next", notNullValue())
                        .extract()
                        .path("next");

        given().queryParam("q", "\"quokka manager\" in:" + id)
                .queryParam("cursor", next)
                .get("/api/v1/search")
                .then()
                .statusCode(200)
                .body("hits.item.itemId", contains("a"))
                .body("next", equalTo(null));
    }

    @ParameterizedTest
    @CsvSource({
        "role:boss, newest, 5, '', invalid_query, 'user, assistant, agent, system'",
        "'', newest, 5, '', invalid_query, nothing to look for",
        "a, oldest, 5, '', invalid_order, best",
        "a, best, 0, '', invalid_limit, 1 to 200",
        "a, best, x, '', invalid_limit, 1 to 200",
        "a, best, 5, x, invalid_cursor, cursor"
    })
    void mistakesAreProblems(
            String query, String order, String limit, String cursor, String code, String says) {
        var request =
                given().queryParam("q", query)
                        .queryParam("order", order)
                        .queryParam("limit", limit);
        (cursor.isEmpty() ? request : request.queryParam("cursor", cursor))
                .get("/api/v1/search")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("error.code", equalTo(code))
                .body("detail", containsString(says));
    }
}
