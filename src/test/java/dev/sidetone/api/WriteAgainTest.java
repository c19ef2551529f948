package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sidetone.config.RunningConfiguration;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Writes that are sent again, and writes that are too many. */
@QuarkusTest
class WriteAgainTest {

    @Inject RunningConfiguration configuration;

    private static RequestSpecification as(String key) {
        return Rest.given().contentType("application/json").header("Idempotency-Key", key);
    }

    private static Response create(String key, String title) {
        return as(key).body("{\"title\":\"" + title + "\"}").post("/api/v1/conversations");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void theSameRequestIsAnsweredAsBeforeAndNotDoneAgain() {
        String key = key();
        Response first = create(key, "Once");
        Response again = create(key, "Once");

        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        again.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"));
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(create(key(), "Once").jsonPath().getString("id"))
                .isNotEqualTo(first.jsonPath().getString("id"));
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() {
        String key = key();
        create(key, "One").then().statusCode(201);

        create(key, "Two")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("error.code", equalTo("idempotency_key_reused"));
        as(key).body("{\"title\":\"One\"}")
                .patch("/api/v1/conversations/" + create(key, "One").path("id"))
                .then()
                .statusCode(422);
    }

    /** A token is a caller of its own, and so are its keys. */
    @Test
    void keysOfOthersAreOthers() {
        String key = key();
        String first = create(key, "Mine").path("id");

        Response other =
                as(key).header("Authorization", "Bearer somebody-else")
                        .body("{\"title\":\"Theirs\"}")
                        .post("/api/v1/conversations");

        other.then().statusCode(201);
        assertThat(other.<String>path("id")).isNotEqualTo(first);
    }

    @Test
    void aRefusalIsRepeatedTooAndABadKeyIsNone() {
        String key = key();
        as(key).body("{").post("/api/v1/conversations").then().statusCode(400);
        as(key).body("{")
                .post("/api/v1/conversations")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .header("Idempotency-Replayed", "true");
        create("two words", "x")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_idempotency_key"));
    }

    @Test
    void aDeletionMayBeSentAgain() {
        String id = Rest.conversation();
        String key = key();
        int first = as(key).delete("/api/v1/conversations/" + id).statusCode();

        Response again = as(key).delete("/api/v1/conversations/" + id);

        assertThat(first).isBetween(200, 204);
        again.then().statusCode(first).header("Idempotency-Replayed", "true");
        assertThat(as(key()).delete("/api/v1/conversations/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void ofRequestsThatRaceOneIsDone() throws Exception {
        String key = key();
        int many = 8;
        var start = new CyclicBarrier(many);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            requests.add(() -> {
                start.await();
                return create(key, "Race " + key).then().statusCode(201).extract().path("id");
            });
        }
        List<String> ids = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(many)) {
            for (var answer : threads.invokeAll(requests)) {
                ids.add(answer.get());
            }
        }

        assertThat(ids).hasSize(many).containsOnly(ids.getFirst());
        List<String> there =
                Rest.given().get("/api/v1/conversations?limit=200").path("conversations.title");
        assertThat(there).filteredOn(("Race " + key)::equals).hasSize(1);
    }

    @Test
    void tooManyWritesAreRefusedForAWhileAndReadingIsNot() throws Exception {
        configuration.apply("[sidetone.api]\nwrites_per_minute = 1\nwrite_burst = 2\n", "test");
        try {
            write().then().statusCode(201).header("RateLimit", "\"writes\";r=1;t=60");
            write().then()
                    .statusCode(201)
                    .header("RateLimit-Policy", "\"writes\";q=2;w=120")
                    .header("RateLimit", matchesRegex("\"writes\";r=0;t=1(20|19)"));

            write().then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", matchesRegex("60|5\\d"))
                    .header("RateLimit", notNullValue())
                    .body("error.code", equalTo("too_many_writes"))
                    .body("detail", containsString("sidetone.api.writes_per_minute"));
            Rest.given()
                    .header("Authorization", "Bearer limited")
                    .get("/api/v1/conversations")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", nullValue());
            Rest.conversation();
        } finally {
            configuration.apply("", "test");
        }
        write().then().statusCode(201);
    }

    private static Response write() {
        return Rest.given()
                .header("Authorization", "Bearer limited")
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/conversations");
    }
}
