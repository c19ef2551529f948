package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SavedSearchTest {

    private static final String ALL = "/api/v1/searches";

    private static ValidatableResponse save(String json) {
        return given().contentType("application/json").body(json).post(ALL).then();
    }

    @Test
    void aSearchIsKeptRenamedAndForgotten() {
        String id =
                save("{\"query\":\"wombat role:user\"}")
                        .statusCode(201)
                        .header("Location", containsString(ALL + "/"))
                        .body("name", equalTo("wombat role:user"))
                        .extract()
                        .path("id");
        save("{\"query\":\"wombat role:user\",\"name\":\"Wombats <b>\"}")
                .statusCode(201)
                .body("id", equalTo(id));

        given().get(ALL).then().statusCode(200).body("searches.name", hasItem("Wombats <b>"));
        given().get("/search")
                .then()
                .body(containsString("/search?q=wombat+role%3Auser"))
                .body(containsString("Wombats &lt;b&gt;"));
        given().delete(ALL + "/" + id).then().statusCode(204);
        given().delete(ALL + "/" + id)
                .then()
                .statusCode(404)
                .body("error.code", equalTo("search_not_found"));
        given().get(ALL).then().body("searches.id", not(hasItem(id)));
    }

    @Test
    void whatIsNoSearchIsRefusedWithTheReason() {
        save("{\"query\":\"role:boss\"}")
                .statusCode(400)
                .body("error.code", equalTo("invalid_search"))
                .body("detail", containsString("user, assistant"));
        save("{}").statusCode(400);
        save("{\"query\":7}").statusCode(400);
        save("{\"query\":\"a\",\"nam\":\"b\"}").statusCode(400);
    }

    @Test
    void theFormsKeepAndForget() {
        given().redirects()
                .follow(false)
                .formParam("q", "numbat")
                .formParam("name", "Numbats")
                .post("/search/saved")
                .then()
                .statusCode(303)
                .header("Location", containsString("/search?q=numbat"));
        String id = given().get(ALL).path("searches.find { it.query == 'numbat' }.id");
        given().redirects()
                .follow(false)
                .formParam("id", id)
                .post("/search/saved/forget")
                .then()
                .statusCode(303);
        given().get(ALL).then().body("searches.id", not(hasItem(id)));
        given().formParam("q", "role:boss")
                .post("/search/saved")
                .then()
                .statusCode(409)
                .body(containsString("was not saved"));
    }
}
