package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ConversationMarksTest {

    private static final String ALL = "/api/v1/conversations";

    private static ValidatableResponse change(String id, String json) {
        return given().contentType("application/json").body(json).patch(ALL + "/" + id).then();
    }

    private static ValidatableResponse shelf(String name) {
        return given().get(ALL + "?limit=200&shelf=" + name).then().statusCode(200);
    }

    @Test
    void aConversationIsNamedTaggedPinnedAndArchived() {
        String id = Rest.conversation();

        change(id, "{\"title\":\"The codec\",\"tags\":[\"wire\",\"v2\"],\"pinned\":true}")
                .statusCode(200)
                .body("title", equalTo("The codec"))
                .body("tags", contains("wire", "v2"))
                .body("pinned", equalTo(true))
                .body("archived", equalTo(false));
        change(id, "{\"archived\":true}").statusCode(200).body("pinned", equalTo(true));

        shelf("archived").body("conversations.id", hasItem(id));
        shelf("open").body("conversations.id", not(hasItem(id)));
    }

    @Test
    void whatIsDeletedComesBack() {
        String id = Rest.conversation();

        given().delete(ALL + "/" + id).then().statusCode(200).body("deletedAt", notNullValue());
        given().get(ALL + "/" + id).then().statusCode(404);
        given().get(ALL + "/" + id + "/items").then().statusCode(404);
        shelf("deleted").body("conversations.id", hasItem(id));

        given().post(ALL + "/" + id + "/restore")
                .then()
                .statusCode(200)
                .body("deletedAt", nullValue());
        given().get(ALL + "/" + id).then().statusCode(200);
    }

    @Test
    void aLegalHoldIsToldToWhoeverDeletes() {
        String id = Rest.conversation();
        change(id, "{\"held\":true}").statusCode(200).body("held", equalTo(true));

        given().delete(ALL + "/" + id)
                .then()
                .statusCode(409)
                .body("error.code", equalTo("legal_hold"))
                .body("detail", containsString("held"));

        change(id, "{\"held\":false}").statusCode(200);
        given().delete(ALL + "/" + id).then().statusCode(200);
    }

    @Test
    void aChangeOfWhatLooksDifferentByNowIsRefused() {
        String id = Rest.conversation();
        String seen = given().get(ALL + "/" + id).then().statusCode(200).extract().header("ETag");
        given().header("If-None-Match", seen).get(ALL + "/" + id).then().statusCode(304);
        String after = change(id, "{\"pinned\":true}").statusCode(200).extract().header("ETag");
        assertThat(after).isNotEqualTo(seen);

        given().contentType("application/json")
                .header("If-Match", seen)
                .body("{\"pinned\":false}")
                .patch(ALL + "/" + id)
                .then()
                .statusCode(412)
                .body("error.code", equalTo("changed_meanwhile"));
        given().header("If-Match", seen).delete(ALL + "/" + id).then().statusCode(412);

        given().header("If-Match", after).delete(ALL + "/" + id).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"colour\":1} | unknown_option",
                "{\"pinned\":\"yes\"} | invalid_mark",
                "{\"tags\":\"wire\"} | invalid_tags",
                "{\"tags\":[\"\"]} | invalid_tags",
                "{\"tags\":[1]} | invalid_tags",
                "{\"title\":\"\"} | invalid_title",
                "{\"title\" | invalid_json",
            })
    void aMistakeIsNamedAndChangesNothing(String body, String code) {
        String id = Rest.conversation();
        String seen = given().get(ALL + "/" + id).then().extract().header("ETag");

        change(id, body).statusCode(400).body("error.code", equalTo(code));

        given().header("If-None-Match", seen).get(ALL + "/" + id).then().statusCode(304);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        change("01a200da-0000-7000-8000-000000000000", "{}").statusCode(404);
        given().delete(ALL + "/nothing").then().statusCode(404);
        given().post(ALL + "/nothing/restore").then().statusCode(404);
        given().get(ALL + "?shelf=attic")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_shelf"));
    }
}
