package dev.sidetone.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Marks;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.MoveRequest;
import dev.sidetone.transcript.MoveResult;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConversationPagesTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Inject TranscriptStore store;

    private static void leads(String from, String to) {
        given().redirects()
                .follow(false)
                .get("/conversations/" + from)
                .then()
                .statusCode(303)
                .header("Cache-Control", equalTo("no-store"))
                .header("Location", endsWith("/conversations/" + to));
    }

    @Test
    void linksToWhatWasMergedAwayAndSplitOffLeadToIt() {
        ConversationId one = talkedAbout("One?");
        ConversationId two = talkedAbout("Two?");
        store.move(new MoveRequest.Merge(two, one));

        leads(two + "?at=2", one + "?at=7#item-7");
        leads(two + "?at=99", one + "#main");
        leads(two.value(), one + "?was=" + two);
        given().get("/conversations/" + one + "?at=99").then().statusCode(200);

        var parted = (MoveResult.Moved) store.move(new MoveRequest.Split(one, 7, Optional.empty()));
        leads(one + "?at=8", parted.target() + "?at=8#item-8");
        leads(two + "?at=3", parted.target() + "?at=8#item-8");
    }

    private ConversationId talkedAbout(String question) {
        ConversationId id = store.create("sidetone", Path.of("/secret/place")).id();
        store.append(
                NewItem.speech(id, "q", Item.Role.USER, question, NOON, 0, 900).inCall("rtc_1"));
        store.append(
                NewItem.toolCall(
                        id, "t", "find_symbol", "call_1", "{\"name\":\"X\"}", NOON.plusSeconds(1)));
        store.append(
                NewItem.toolOutput(
                        id, "o", "find_symbol", "call_1", "one place", NOON.plusSeconds(2)));
        store.append(
                NewItem.text(
                                id,
                                "a",
                                Item.Role.AGENT,
                                "It is in `X`.\n\n```java\nclass X<T> {}\n```",
                                NOON.plusSeconds(3))
                        .citing(List.of(new Citation("src/a b/X.java", 3, 9, "X"))));
        store.append(
                NewItem.speech(
                        id,
                        "s",
                        Item.Role.ASSISTANT,
                        "It is in X, and",
                        NOON.plusSeconds(4),
                        2000,
                        4000));
        store.markInterrupted(id, "s", 1250, "It is in");
        return id;
    }

    @Test
    void theRecordShowsEveryItemWithItsAnchorAndPlaces() {
        ConversationId id = talkedAbout("Where is X?");

        String page =
                given().get("/conversations/" + id).then().statusCode(200).extract().asString();

        assertThat(page)
                .contains("<h1>Where is X?</h1>", "id=\"item-1\"", "id=\"item-5\"")
                .contains("find_symbol", "{&quot;name&quot;:&quot;X&quot;}", "one place")
                .contains("<code>X</code>", "class X&lt;T&gt; {}")
                .contains("/code?path=src%2Fa+b%2FX.java&amp;start=3&amp;end=9#L3")
                .contains("interrupted, heard 1.2 s", "It is in")
                .doesNotContain("It is in X, and", "/secret/place");
    }

    @Test
    void saidMarkupIsShownAndNotObeyed() {
        ConversationId id = talkedAbout("<script>alert(1)</script> \u202eevil\u0007");

        given().get("/conversations/" + id)
                .then()
                .statusCode(200)
                .body(containsString("&lt;script&gt;alert(1)"))
                .body(not(containsString("<script>alert")))
                .body(not(containsString("\u202e")));
    }

    @Test
    void theListShowsTheNewestFirstAndLeadsToTheNextPage() {
        for (int i = 0; i < 31; i++) {
            talkedAbout("Question number " + i);
        }

        String first = given().get("/conversations").then().statusCode(200).extract().asString();

        assertThat(first)
                .contains("Question number 30", "Question number 1<", "just now", "5 items");
        assertThat(first.indexOf("number 30")).isLessThan(first.indexOf("number 29"));
        assertThat(first).doesNotContain("Question number 0<");
        String older = first.replaceAll("(?s).*href=\"[^\"]*&amp;after=([^\"]+)\".*", "$1");
        given().get("/conversations?after=" + older)
                .then()
                .statusCode(200)
                .body(containsString("Question number 0<"));
    }

    private static Response post(ConversationId id, String action, String name, Object value) {
        return given().redirects()
                .follow(false)
                .formParam(name, value)
                .post("/conversations/" + id + "/" + action);
    }

    @Test
    void theFormsNameTagPinArchiveAndHold() {
        ConversationId id = talkedAbout("Where is X?");

        post(id, "title", "title", " About X ")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/conversations/" + id));
        post(id, "tags", "tags", "wire, release 2,,").then().statusCode(303);
        post(id, "pin", "on", true).then().statusCode(303);
        post(id, "archive", "on", true).then().statusCode(303);
        post(id, "hold", "on", true).then().statusCode(303);

        var marks = new Marks(true, true, true, Optional.empty(), List.of("wire", "release 2"));
        assertThat(store.find(id).orElseThrow().marks()).isEqualTo(marks);
        given().get("/conversations/" + id)
                .then()
                .body(containsString("<h1>About X</h1>"))
                .body(containsString("legal hold"))
                .body(not(containsString(id + "/delete")));
        given().get("/conversations?shelf=archived").then().body(containsString("About X"));
        post(id, "delete", "x", "").then().statusCode(409).body(containsString("legal hold"));
        post(id, "title", "title", " ").then().statusCode(409);
        post(id, "tags", "tags", "x".repeat(41)).then().statusCode(409);
    }

    @Test
    void whatIsDeletedIsOfferedBackAtOnceAndLater() {
        ConversationId id = talkedAbout("Delete me");

        String list =
                post(id, "delete", "x", "").then().statusCode(303).extract().header("Location");
        given().get(list)
                .then()
                .statusCode(200)
                .body(containsString("action=\"/conversations/" + id + "/restore\""));
        given().get("/conversations").then().body(not(containsString(id.value())));
        given().get("/conversations/" + id).then().statusCode(410);
        given().get("/conversations/" + id + "/export?format=json").then().statusCode(404);
        given().get("/conversations?shelf=deleted").then().body(containsString(id.value()));

        post(id, "restore", "x", "").then().statusCode(303);
        given().get("/conversations/" + id).then().statusCode(200);
    }

    @Test
    void aFormOfAnotherOriginChangesNothing() {
        ConversationId id = talkedAbout("Where is X?");

        given().header("Origin", "https://elsewhere.example")
                .formParam("x", "")
                .post("/conversations/" + id + "/delete")
                .then()
                .statusCode(403);
        assertThat(store.find(id)).isPresent();
    }

    @Test
    void pinnedOnesComeFirst() {
        ConversationId old = talkedAbout("The pinned one");
        post(old, "pin", "on", true);
        talkedAbout("A later one");

        String list = given().get("/conversations").asString();

        assertThat(list.indexOf("The pinned one")).isLessThan(list.indexOf("A later one"));
        post(old, "pin", "on", false);
    }

    @Test
    void whatIsSearchedForIsShownMarkedWithItsPlace() {
        ConversationId id = talkedAbout("Where is the wombatManager <b>?");

        String page =
                given().queryParam("q", "wombat role:user")
                        .get("/search")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(page)
                .contains("<mark>wombat", "/conversations/" + id + "?at=1#item-1", "&lt;b&gt;")
                .doesNotContain("<b>?");
        given().queryParam("q", "wombat role:assistant")
                .get("/search")
                .then()
                .body(containsString("Nothing was found"));
        given().queryParam("q", "role:boss")
                .get("/search")
                .then()
                .statusCode(200)
                .body(containsString("cannot be searched"));
        given().queryParam("q", "wombat")
                .queryParam("after", "rubbish")
                .get("/search")
                .then()
                .body(containsString(id.value()));
        given().get("/search").then().body(containsString("Type some words"));
    }

    @Test
    void theJsonDownloadHoldsEverything() {
        ConversationId id = talkedAbout("Where is X?");

        given().get("/conversations/" + id + "/export?format=json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"where-is-x-"
                                + id.value().substring(0, 8)
                                + ".json\"")
                .body("format", equalTo("sidetone.conversation"))
                .body("version", equalTo(1))
                .body("conversation.id", equalTo(id.value()))
                .body("items.size()", equalTo(5))
                .body("items[3].citations[0].path", equalTo("src/a b/X.java"))
                .body("items[4].interrupted", equalTo(true))
                .body("items[4].heardMs", equalTo(1250));
    }

    @Test
    void theMarkdownDownloadIsAFile() {
        ConversationId id = talkedAbout("Where is X?");

        given().get("/conversations/" + id + "/export?format=markdown")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/markdown"))
                .header("Content-Disposition", containsString(".md\""))
                .body(containsString("# Where is X?"))
                .body(containsString("- `src/a b/X.java:3-9` X"));
    }

    @Test
    void whatIsNotThereGetsAPageThatSaysSo() {
        for (String id : List.of("none", "0198c0de-0000-7000-8000-000000000000")) {
            given().get("/conversations/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("text/html")
                    .body(containsString("There is no such conversation."));
        }
        given().get("/conversations?after=rubbish").then().statusCode(404).contentType("text/html");
        given().get("/conversations/none/export?format=pdf")
                .then()
                .statusCode(400)
                .body(containsString("markdown, text, html, json, jsonl, csv, srt, vtt"));
    }

    @Test
    void programsReadTheSameOverRest() {
        ConversationId id = talkedAbout("Where is X?");

        given().get("/api/v1/conversations?limit=1")
                .then()
                .statusCode(200)
                .body("conversations[0].id", equalTo(id.value()))
                .body("conversations[0].title", equalTo("Where is X?"));
        given().get("/api/v1/conversations/" + id + "/items?afterSeq=1&limit=2")
                .then()
                .statusCode(200)
                .body("items.seq", equalTo(List.of(2, 3)))
                .body("items[0].kind", equalTo("tool_call"))
                .body("next", equalTo(3));
        given().get("/api/v1/conversations/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("error.code", equalTo("conversation_not_found"));
        given().get("/api/v1/conversations?limit=9999").then().statusCode(400);
    }
}
