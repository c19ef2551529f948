package dev.sidetone.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** The requests that most tests make. */
final class Rest {

    /** Text over the socket needs no speech models. */
    static final String TEXT_CALL = "{\"outputModality\":\"text\"}";

    private Rest() {}

    /** What is answered is as the document says. */
    static RequestSpecification given() {
        return RestAssured.given().filter(new AsDocumented());
    }

    static String conversation() {
        return given().contentType("application/json")
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static ValidatableResponse start(String conversation, String json) {
        return given().contentType("application/json")
                .body(json)
                .post("/api/v1/conversations/" + conversation + "/calls")
                .then();
    }

    static String textCall(String conversation) {
        return start(conversation, TEXT_CALL).statusCode(201).extract().path("id");
    }

    static ValidatableResponse offer(String conversation, String query, String sdp) {
        return given().contentType("application/sdp")
                .body(sdp.getBytes(UTF_8))
                .post("/api/v1/conversations/" + conversation + "/calls" + query)
                .then();
    }

    static ValidatableResponse message(String call, String json) {
        return given().contentType("application/json")
                .body(json)
                .post("/api/v1/calls/" + call + "/messages")
                .then();
    }

    static ValidatableResponse state(String call) {
        return given().get("/api/v1/calls/" + call).then();
    }

    static ValidatableResponse hangUp(String call) {
        return given().delete("/api/v1/calls/" + call).then();
    }
}
