package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesRegex;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.export.Export;
import dev.sidetone.export.ExportSchema;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ExportResourceTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Inject TranscriptStore store;

    private ConversationId talk() {
        ConversationId id = store.create("sidetone", Path.of("/secret/place")).id();
        for (int i = 0; i < 3; i++) {
            NewItem said =
                    NewItem.speech(
                            id,
                            "item_" + i,
                            Item.Role.USER,
                            "Ümlaut number " + i,
                            NOON.plusSeconds(i),
                            i * 1000L,
                            i * 1000L + 500);
            store.append(said);
        }
        return id;
    }

    private static Response export(ConversationId id, String query) {
        return given().get("/api/v1/conversations/" + id + "/export?" + query);
    }

    private static Response take(String type, String file) {
        return given().contentType(type).body(file.getBytes(UTF_8)).post("/api/v1/import");
    }

    @ParameterizedTest
    @EnumSource(Export.class)
    void everyFormatComesAsAFile(Export format) {
        ConversationId id = talk();

        Response file = export(id, "format=" + format.id());

        file.then()
                .statusCode(200)
                .contentType(format.mediaType())
                .header(
                        "Content-Disposition",
                        matchesRegex("attachment; filename=\"[a-z0-9.-]+\""));
        assertThat(file.asString())
                .isEqualTo(format.text(store.find(id).orElseThrow(), store.items(id)))
                .contains("mlaut number 2")
                .doesNotContain("/secret/place");
        assertThat(export(id, "format=" + format.id()).asByteArray()).isEqualTo(file.asByteArray());
    }

    @Test
    void aRangeIsFromOneItemToAnother() {
        String text = export(talk(), "format=text&from=2&to=2").asString();

        assertThat(text)
                .contains("You: Ümlaut number 1")
                .doesNotContain("You: Ümlaut number 0", "number 2");
    }

    @Test
    void everythingComesInOneFileAndGoesBackIn() {
        ConversationId id = talk();

        String everything =
                given().get("/api/v1/export").then().statusCode(200).extract().asString();

        assertThat(everything).contains(id.value());
        take("application/jsonl", everything)
                .then()
                .statusCode(200)
                .body("conversations.id", hasItem(id.value()))
                .body("conversations.find { it.id == '" + id + "' }.added", equalTo(0));
    }

    @Test
    void otherFormatsOfEverythingAreInAnArchive() throws Exception {
        ConversationId id = talk();
        byte[] archive =
                given().get("/api/v1/export?format=vtt")
                        .then()
                        .statusCode(200)
                        .contentType("application/zip")
                        .extract()
                        .asByteArray();

        var files = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith(id.value())) {
                    files.add(new String(zip.readAllBytes(), UTF_8));
                }
            }
        }
        assertThat(files)
                .containsExactly(Export.VTT.text(store.find(id).orElseThrow(), store.items(id)));
    }

    @Test
    void whatIsTakenInIsSaid() {
        ConversationId id = talk();
        String file = export(id, "format=json").asString();

        take("application/json", file.replace(id.value(), "0198c0de-0000-7000-8000-0000000000ff"))
                .then()
                .statusCode(200)
                .body("conversations[0].title", equalTo("Ümlaut number 0"))
                .body("conversations[0].items", equalTo(3));
        List<Item> items = store.items(new ConversationId("0198c0de-0000-7000-8000-0000000000ff"));
        assertThat(items).extracting(Item::text).contains("Ümlaut number 2");
    }

    @ParameterizedTest
    @CsvSource({
        "format=pdf, invalid_format",
        "format=text&from=x, invalid_range",
        "x=, invalid_format"
    })
    void aMistakeIsNamed(String query, String code) {
        export(talk(), query).then().statusCode(400).body("error.code", equalTo(code));
    }

    @Test
    void whatOthersWroteIsTakenInToo() throws Exception {
        String rollout = Files.readString(Path.of("src/test/resources/import/codex-0.169.0.jsonl"));
        take("application/jsonl", rollout + "{\"type\":\"future_row\"}\n")
                .then()
                .statusCode(200)
                .body("conversations[0].items", equalTo(6))
                .body("conversations[0].skipped.lines[0].line", equalTo(31))
                .body("conversations[0].skipped.records.reasoning", equalTo(1));
        given().contentType("text/vtt")
                .body("WEBVTT\n\n00:01.000 --> 00:02.000\n<v You>Hello\n".getBytes(UTF_8))
                .post("/api/v1/import?name=Monday&startedAt=2026-05-01T12:00:00Z")
                .then()
                .statusCode(200)
                .body("conversations[0].title", equalTo("Monday"))
                .body("conversations[0].items", equalTo(1));
        given().contentType("application/x-subrip")
                .body("1\nx".getBytes(UTF_8))
                .post("/api/v1/import?startedAt=noon")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_query"));
        take("application/json", "nothing")
                .then()
                .statusCode(400)
                .body("detail", containsString("line 1, column"));
    }

    @Test
    void theSchemaOfTheFilesIsServed() {
        String schema =
                RestAssured.get("/api/v1/schemas/conversation.json")
                        .then()
                        .statusCode(200)
                        .contentType("application/schema+json")
                        .extract()
                        .asString();

        assertThat(schema).isEqualTo(ExportSchema.text());
    }

    @Test
    void aFileThatIsNoneOfOursIsRefused() {
        take("application/json", "{\"format\":\"other\"}")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_import"))
                .body("detail", containsString("Entry 1"));
        take("text/plain", "x").then().statusCode(415);
        given().get("/api/v1/conversations/nothing/export?format=json").then().statusCode(404);
    }

    @Test
    void whatASearchFindsIsAFile() throws Exception {
        ConversationId id = talk();
        store.append(NewItem.text(id, "x", Item.Role.AGENT, "A quokka", NOON.plusSeconds(9)));
        ConversationId other = talk();
        store.append(NewItem.text(other, "y", Item.Role.USER, "Quokkas", NOON.plusSeconds(1)));
        store.append(NewItem.text(other, "z", Item.Role.USER, "Quokka", NOON));

        String lines =
                given().get("/api/v1/search/export?q=quokka* in:" + id + " in:" + other)
                        .then()
                        .statusCode(200)
                        .contentType("application/jsonl")
                        .header("Content-Disposition", containsString("search.jsonl"))
                        .extract()
                        .asString();

        assertThat(lines.lines().count()).isEqualTo(5);
        assertThat(lines).containsSubsequence(id.value(), "A quokka", other.value(), "\"Quokka\"");
        assertThat(lines).doesNotContain("mlaut number 1");
        take("application/jsonl", lines)
                .then()
                .statusCode(200)
                .body("conversations.id", equalTo(List.of(id.value(), other.value())))
                .body("conversations.added", equalTo(List.of(0, 0)));
        byte[] archive =
                given().get("/api/v1/search/export?format=text&q=quokka role:agent in:" + id)
                        .asByteArray();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            assertThat(zip.getNextEntry().getName()).startsWith(id.value());
            assertThat(new String(zip.readAllBytes(), UTF_8))
                    .contains("A quokka")
                    .doesNotContain("mlaut number 1");
            assertThat(zip.getNextEntry()).isNull();
        }
        given().get("/api/v1/search/export?q=role:boss")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_query"));
        given().get("/api/v1/search/export?q=quokka&format=pdf").then().statusCode(400);
    }
}
