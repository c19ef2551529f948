package dev.sidetone.lifecycle;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HealthTest {

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/livez"})
    void probesAnswer(String path) {
        given().get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readinessTellsWhatStandsBehindIt() {
        given().get("/readyz")
                .then()
                .body("checks.name", hasItems("transcript", "workspace index", "speech"))
                .body("checks.find { it.name == 'transcript' }.data.state", equalTo("ok"));
    }
}
