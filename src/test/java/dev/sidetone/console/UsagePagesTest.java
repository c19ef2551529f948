package dev.sidetone.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UsagePagesTest {

    @Test
    void daysWithoutCallsSaySo() {
        given().queryParam("from", "2001-01-01")
                .queryParam("to", "2001-01-31")
                .get("/usage")
                .then()
                .statusCode(200)
                .body(containsString("Nothing was used"))
                .body(containsString("value=\"2001-01-31\""))
                .body(containsString("gpt-realtime-2.1"))
                .body(not(containsString("<table")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"day", "workspace", "provider", "model", "user", "agent", "conversation"})
    void everyWayToSumUpIsAPage(String by) {
        given().queryParam("by", by)
                .get("/usage")
                .then()
                .statusCode(200)
                .body(containsString("<option value=\"" + by + "\" selected>"));
    }

    @ParameterizedTest
    @CsvSource({"yesterday, 2026-01-01", "2026-01-02, 2026-01-01", "1900-01-01, 2026-01-01"})
    void daysThatCannotBeShownAreRefusedInWords(String from, String to) {
        given().queryParam("from", from)
                .queryParam("to", to)
                .get("/usage")
                .then()
                .statusCode(400)
                .body(containsString("These days cannot be shown"));
    }
}
