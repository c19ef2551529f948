package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that were misheard are put right. */
@QuarkusTest
class ItemEditTest {

    @Inject TranscriptStore store;

    private String conversation() {
        String id = Rest.conversation();
        store.append(
                NewItem.text(
                        new ConversationId(id),
                        "misheard",
                        Item.Role.USER,
                        "where is the coat check",
                        Instant.EPOCH));
        return id;
    }

    private static ValidatableResponse edit(String id, String item, String json) {
        return given().contentType("application/json")
                .body(json)
                .patch("/api/v1/conversations/" + id + "/items/" + item)
                .then();
    }

    private static ValidatableResponse items(String id) {
        return given().get("/api/v1/conversations/" + id + "/items").then().statusCode(200);
    }

    @Test
    void theWordsAreReplacedAndThoseBeforeAreKept() {
        String id = conversation();

        items(id).body("items[0].edits", empty());
        edit(id, "misheard", "{\"text\":\"Where is the codec?\"}")
                .statusCode(200)
                .body("text", equalTo("Where is the codec?"));

        items(id)
                .body("items", hasSize(1))
                .body("items[0].text", equalTo("Where is the codec?"))
                .body("items[0].edits.before", contains("where is the coat check"));
    }

    @Test
    void secretsAreTakenOutOfWhatIsWritten() {
        String id = conversation();

        edit(id, "misheard", "{\"text\":\"mail me at jane.doe@corp.internal.org\"}")
                .statusCode(200)
                .body("text", equalTo("mail me at [redacted: e-mail address]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\" \"}", "{\"text\":1}", "{\"words\":\"a\"}"})
    void whatIsNoTextIsRefused(String json) {
        edit(conversation(), "misheard", json).statusCode(400);
    }

    @Test
    void anItemThatIsNotThereIsNotFound() {
        edit(conversation(), "nothing", "{\"text\":\"words\"}")
                .statusCode(404)
                .body("detail", containsString("no item nothing"));
    }

    @Test
    void nothingIsChangedUnderLegalHold() {
        String id = conversation();
        given().contentType("application/json")
                .body("{\"held\":true}")
                .patch("/api/v1/conversations/" + id)
                .then()
                .statusCode(200);

        edit(id, "misheard", "{\"text\":\"other words\"}")
                .statusCode(409)
                .body("error.code", equalTo("legal_hold"));
        items(id).body("items[0].text", equalTo("where is the coat check"));
    }
}
