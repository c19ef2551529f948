package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls used, over HTTP, out of the file beside the record. */
@QuarkusTest
class UsageResourceTest {

    static Response usage(String conversation, String by) {
        return given().queryParam("conversation", conversation)
                .queryParam("by", by)
                .get("/api/v1/usage");
    }

    /** One question to the embedded provider, answered. */
    static String talk() {
        String conversation = Rest.conversation();
        String call = Rest.textCall(conversation);
        Rest.message(call, "{\"text\":\"What is this project?\"}").statusCode(202);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> usage(conversation, "call").jsonPath().getList("sums").size() == 1);
        Rest.hangUp(call).statusCode(200);
        return conversation;
    }

    @Test
    void theEmbeddedProviderIsCountedAndCostsNothing() {
        String conversation = talk();

        JsonPath json = usage(conversation, "provider").then().statusCode(200).extract().jsonPath();

        assertThat(json.getString("by")).isEqualTo("provider");
        assertThat(json.getString("sums[0].key")).isEqualTo("embedded");
        assertThat(json.getLong("sums[0].responses")).isPositive();
        assertThat(json.getLong("sums[0].tokens.textIn")).isPositive();
        assertThat(json.getLong("sums[0].tokens.textOut")).isPositive();
        assertThat(json.getLong("sums[0].tokens.total"))
                .isEqualTo(
                        json.getLong("sums[0].tokens.textIn")
                                + json.getLong("sums[0].tokens.textOut"));
        assertThat(json.getString("sums[0].costUsd")).isEqualTo("0");
        assertThat(json.getLong("sums[0].withoutPrice")).isZero();
        usage(conversation, "conversation").then().body("sums[0].key", equalTo(conversation));
        usage(conversation, "model").then().body("sums[0].key", equalTo("sidetone-embedded"));
        usage(conversation, "agent").then().body("sums[0].key", not(equalTo("")));
        usage(conversation, "user").then().body("sums[0].key", equalTo(""));
        usage(conversation, "day").then().body("sums[0].key", startsWith("20"));
    }

    @Test
    void daysLimitWhatIsSummedUp() {
        String conversation = talk();
        String today = usage(conversation, "day").jsonPath().getString("sums[0].key");
        String tomorrow = LocalDate.parse(today).plusDays(1).toString();

        given().queryParam("conversation", conversation)
                .queryParam("from", today)
                .queryParam("to", today)
                .get("/api/v1/usage")
                .then()
                .body("sums", hasSize(1));
        given().queryParam("conversation", conversation)
                .queryParam("from", tomorrow)
                .get("/api/v1/usage")
                .then()
                .body("sums", hasSize(0));
    }

    @Test
    void aSpreadsheetGetsCsv() {
        String conversation = talk();

        String csv =
                given().queryParam("conversation", conversation)
                        .queryParam("format", "csv")
                        .queryParam("by", "model")
                        .get("/api/v1/usage")
                        .then()
                        .statusCode(200)
                        .contentType(startsWith("text/csv"))
                        .header("Content-Disposition", containsString("usage-by-model.csv"))
                        .extract()
                        .asString();

        assertThat(csv.split("\r\n")).hasSize(2);
        assertThat(csv).startsWith("model,responses,text_in,").contains("\r\nsidetone-embedded,");
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday, invalid_date",
        "to, 2026-13-01, invalid_date",
        "by, colour, invalid_by",
        "format, xml, invalid_format"
    })
    void whatCannotBeUnderstoodIsRefusedInWords(String parameter, String value, String code) {
        given().queryParam(parameter, value)
                .get("/api/v1/usage")
                .then()
                .statusCode(400)
                .body("error.code", equalTo(code));
    }
}
