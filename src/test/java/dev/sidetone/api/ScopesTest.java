package dev.sidetone.api;

import static dev.sidetone.api.People.ADMIN;
import static dev.sidetone.api.People.ALICE;
import static dev.sidetone.api.People.BOB;
import static dev.sidetone.api.People.HERE;
import static dev.sidetone.api.People.ROOT;
import static dev.sidetone.api.People.STRANGER;
import static dev.sidetone.api.People.WATCHER;
import static dev.sidetone.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.auth.SignedTokens;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People do what they may, and what they may not see is as if it were not there. */
@QuarkusTest
@TestProfile(People.class)
class ScopesTest {

    private static final Set<String> VERBS = Set.of("get", "post", "patch", "delete", "options");

    /** The record as the service has it: with what is about other workspaces. */
    @Inject TranscriptStore store;

    @TestHTTPResource("/")
    URI root;

    private String talk(String workspace, String words) {
        ConversationId id = store.create(workspace, Path.of("/" + workspace)).id();
        store.append(NewItem.text(id, "q", Item.Role.USER, words, Instant.now()));
        return id.value();
    }

    private static io.restassured.response.ValidatableResponse page(String token, String id) {
        return io.restassured.RestAssured.given()
                .redirects()
                .follow(false)
                .header("Authorization", "Bearer " + token)
                .get("/conversations/" + id)
                .then();
    }

    @Test
    void whereAConversationWentIsToldOnlyToWhoMaySeeIt() {
        String from = talk(HERE, "from");
        String to = talk(HERE, "to");
        store.move(
                new dev.sidetone.transcript.MoveRequest.Merge(
                        new ConversationId(from), new ConversationId(to)));

        as(WATCHER)
                .get("/api/v1/conversations/" + from)
                .then()
                .statusCode(410)
                .header("Location", containsString(to));
        page(WATCHER, from).statusCode(303).header("Location", containsString(to));
        Response told = as(STRANGER).get("/api/v1/conversations/" + from);
        told.then().statusCode(404).body("detail", not(containsString(to)));
        assertThat(told.header("Location")).isNull();
        page(STRANGER, from).statusCode(404);
    }

    /** Every route of the document, as a request with these in place of its parameters. */
    private record Route(String verb, String path) {

        static List<Route> all() throws IOException {
            JsonNode document = EventClient.read(Files.readString(Path.of("docs/openapi.json")));
            var all = new ArrayList<Route>();
            document.path("paths")
                    .properties()
                    .forEach(path ->
                            path.getValue()
                                    .fieldNames()
                                    .forEachRemaining(verb -> {
                                        if (VERBS.contains(verb)) {
                                            all.add(
                                                    new Route(
                                                            verb.toUpperCase(Locale.ROOT),
                                                            path.getKey()));
                                        }
                                    }));
            return all;
        }

        Response ask(String token, String id, String body) {
            var request = io.restassured.RestAssured.given().redirects().follow(false);
            request.header("Authorization", "Bearer " + token);
            if (verb.equals("POST") || verb.equals("PATCH")) {
                request.contentType("application/json").body(body);
            }
            String format = path.endsWith("/export") ? "?format=jsonl&q=x" : "?q=x";
            return request.request(verb, path.replaceAll("\\{[^}]+}", id) + format);
        }
    }

    @Test
    void whoHasNoScopeIsRefusedEverywhere() throws IOException {
        String nobody = SignedTokens.of(",\"sub\":\"nobody\",\"scope\":\"openid\"", 600);
        String id = talk(HERE, "something");
        var open = new ArrayList<String>();
        for (Route route : Route.all()) {
            Response answer = route.ask(nobody, id, "{}");
            if (answer.statusCode() == 403) {
                answer.then()
                        .contentType("application/problem+json")
                        .body("error.code", equalTo("scope_missing"))
                        .body("detail", containsString("nobody has none"));
            } else {
                open.add(route.path());
            }
        }
        assertThat(open).containsExactly("/api/v1/schemas/conversation.json");
    }

    /**
     * For whoever has every scope, but elsewhere, what is here is told in the very words of what
     * does not exist.
     */
    @Test
    void whatIsInAnotherWorkspaceIsAsIfItWereNotThere() throws IOException {
        String hidden = talk(HERE, "hidden words");
        String nowhere = new ConversationId(UUID.randomUUID().toString()).value();
        String move =
                store.move(
                                        new dev.sidetone.transcript.MoveRequest.Merge(
                                                new ConversationId(talk(HERE, "one")),
                                                new ConversationId(talk(HERE, "two"))))
                                instanceof dev.sidetone.transcript.MoveResult.Moved moved
                        ? moved.id()
                        : "";
        int compared = 0;
        for (Route route : Route.all()) {
            for (String there : List.of(hidden, move)) {
                String body = body(route, there);
                Response told = route.ask(STRANGER, there, body);
                Response missing = route.ask(STRANGER, nowhere, body.replace(there, nowhere));
                assertThat(told.statusCode())
                        .as("%s %s", route.verb(), route.path())
                        .isEqualTo(missing.statusCode());
                assertThat(told.asString().replace(there, "ID"))
                        .as("%s %s", route.verb(), route.path())
                        .isEqualTo(missing.asString().replace(nowhere, "ID"))
                        .doesNotContain("hidden words");
                assertThat(told.header("ETag")).isEqualTo(missing.header("ETag"));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(60);
        assertThat(store.find(new ConversationId(hidden)).orElseThrow().marks().held()).isFalse();
        assertThat(store.findAny(new ConversationId(hidden)).orElseThrow().deleted()).isFalse();
        assertThat(store.items(new ConversationId(hidden)))
                .extracting(Item::text)
                .containsExactly("hidden words");
    }

    /** One that would do something. */
    private static String body(Route route, String id) {
        return switch (route.verb() + " " + route.path()) {
            case "PATCH /api/v1/conversations/{id}" -> "{\"held\":true,\"title\":\"mine\"}";
            case "PATCH /api/v1/conversations/{id}/items/{itemId}" -> "{\"text\":\"mine\"}";
            case "POST /api/v1/moves" -> "{\"source\":\"%s\",\"at\":1}".formatted(id);
            case "POST /api/v1/conversations/{id}/calls" -> Rest.TEXT_CALL;
            case "POST /api/v1/searches" -> "{\"query\":\"x\"}";
            default -> "{}";
        };
    }

    @Test
    void listsSearchesAndExportsHoldWhatTheReaderMaySee() {
        String word = "pelican" + System.nanoTime();
        var theirs = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            theirs.add(talk("elsewhere", "a " + word));
            talk(HERE, "a " + word);
        }
        var found = new ArrayList<String>();
        String cursor = "";
        do {
            Response page =
                    as(STRANGER)
                            .queryParam("q", word)
                            .queryParam("limit", 2)
                            .queryParams(cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor))
                            .get("/api/v1/search");
            found.addAll(page.then().statusCode(200).extract().path("hits.conversation.id"));
            cursor = String.valueOf((String) page.path("next"));
        } while (!cursor.equals("null"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(theirs);

        List<String> workspaces =
                as(STRANGER)
                        .queryParam("limit", 200)
                        .get("/api/v1/conversations")
                        .then()
                        .extract()
                        .path("conversations.workspace");
        assertThat(workspaces).isNotEmpty().containsOnly("elsewhere");
        for (String path : List.of("/api/v1/export", "/api/v1/search/export?q=" + word)) {
            String file = as(STRANGER).get(path).then().statusCode(200).extract().asString();
            assertThat(file).contains(theirs).contains("\"elsewhere\"").doesNotContain("\"" + HERE);
        }
        // a cursor of who sees more leads to no more than the reader may see
        String wide =
                as(ROOT).queryParam("q", word)
                        .queryParam("limit", 1)
                        .get("/api/v1/search")
                        .then()
                        .extract()
                        .path("next");
        List<String> rest =
                as(STRANGER)
                        .queryParam("q", word)
                        .queryParam("cursor", wide)
                        .get("/api/v1/search")
                        .then()
                        .extract()
                        .path("hits.conversation.id");
        assertThat(theirs).containsAll(rest);
    }

    @Test
    void eachScopeIsAskedForByItself() {
        String id = People.conversation(ALICE);
        String one = "/api/v1/conversations/" + id;
        as(WATCHER).get(one).then().statusCode(200);
        as(WATCHER).get("/api/v1/workspace").then().statusCode(200);
        as(STRANGER).get("/api/v1/workspace").then().statusCode(403);
        as(WATCHER)
                .get(one + "/export?format=json")
                .then()
                .statusCode(403)
                .body("detail", containsString("scope export; watcher has view"));
        as(WATCHER).delete(one).then().statusCode(403).body("detail", containsString("delete"));
        patch(WATCHER, one, "{\"held\":true}", 403, "scope hold");
        patch(WATCHER, one, "{\"title\":\"x\"}", 403, "scope talk");
        patch(ADMIN, one, "{\"title\":\"x\"}", 403, "scope view");
        patch(ALICE, one, "{\"title\":\"x\",\"held\":true}", 200, "");
        as(WATCHER).post("/api/v1/conversations").then().statusCode(403);
        as(ALICE).get("/api/v1/access/reads").then().statusCode(403);
        as(STRANGER).get("/api/v1/access/reads").then().statusCode(403);
        as(ADMIN).get("/api/v1/access/reads").then().statusCode(200);
        as(ADMIN).get("/api/v1/retention").then().statusCode(200);
        as(ADMIN).get("/api/v1/deliveries").then().statusCode(200);
        as(ADMIN).get(one).then().statusCode(403);
        as(ADMIN).get("/q/metrics").then().statusCode(403);
        as(ROOT).get("/q/metrics").then().statusCode(200);
        as(ALICE).get("/v1/models").then().statusCode(200);
        as(ALICE)
                .contentType("application/json")
                .body("{}")
                .post("/v1/realtime/calls")
                .then()
                .statusCode(403);
        as(ROOT).delete(one).then().statusCode(409);
        patch(ALICE, one, "{\"held\":false}", 200, "");
    }

    private static void patch(String who, String path, String body, int status, String why) {
        as(who).contentType("application/json")
                .body(body)
                .patch(path)
                .then()
                .statusCode(status)
                .body(containsString(why));
    }

    /** Whoever may talk about one workspace does not hear from an agent that works in another. */
    @Test
    void theAgentHereAnswersOnlyThoseWhoMaySeeWhatIsHere() {
        String theirs = talk("elsewhere", "theirs");
        String path = "/api/v1/conversations/" + theirs;
        as(STRANGER).get(path).then().statusCode(200);
        for (String token : List.of(STRANGER, ALICE)) {
            as(token)
                    .contentType("application/json")
                    .body(Rest.TEXT_CALL)
                    .post(path + "/calls")
                    .then()
                    .statusCode(token.equals(STRANGER) ? 403 : 404);
        }
        String call =
                as(ROOT).contentType("application/json")
                        .body(Rest.TEXT_CALL)
                        .post(path + "/calls")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        as(STRANGER)
                .contentType("application/json")
                .body("{\"text\":\"What is here?\"}")
                .post("/api/v1/calls/" + call + "/messages")
                .then()
                .statusCode(403);
        String[] header = {"Authorization", "Bearer " + STRANGER};
        try (var socket = new EventClient(root, "/api/v1/calls/" + call + "/events", header);
                var rpc = new EventClient(root, "/rpc", header)) {
            socket.send("{\"id\":1,\"command\":\"say\",\"text\":\"What is here?\"}");
            assertThat(socket.reply(1).path("error").path("code").asText())
                    .isEqualTo("scope_missing");
            rpc.send(
                    """
                    {"id":1,"method":"initialize","params":{"clientInfo":{"name":"t","version":"1"}}}\
                    """);
            rpc.send(
                    "{\"id\":2,\"method\":\"turn/start\",\"params\":{\"threadId\":\"%s\",\"input\":[{\"type\":\"text\",\"text\":\"What is here?\"}]}}"
                            .formatted(theirs));
            assertThat(rpc.reply(2).path("error").path("message").asText())
                    .contains("workspaces that stranger does not have");
        }
        as(ROOT).delete("/api/v1/calls/" + call).then().statusCode(200);
    }

    @Test
    void theConsoleAsksForTheSame() {
        String hidden = talk("elsewhere", "what is elsewhere");
        String here = talk(HERE, "what is here");
        for (String page : List.of("", "/items", "/items/contents", "/export?format=text")) {
            Response told = plain(ALICE).get("/conversations/" + hidden + page);
            assertThat(told.statusCode()).as(page).isEqualTo(404);
            assertThat(told.asString()).doesNotContain("what is elsewhere");
        }
        plain(ALICE).get("/conversations").then().statusCode(200);
        assertThat(plain(ALICE).get("/conversations").asString()).doesNotContain(hidden);
        assertThat(plain(ALICE).get("/search?q=what").asString())
                .contains(here)
                .doesNotContain(hidden);
        plain(ALICE).get("/settings").then().statusCode(403);
        plain(ALICE).get("/usage").then().statusCode(200);
        plain(ALICE).get("/deliveries").then().statusCode(403);
        plain(WATCHER).post("/conversations/" + here + "/delete").then().statusCode(403);
        plain(WATCHER)
                .formParam("on", true)
                .post("/conversations/" + here + "/hold")
                .then()
                .statusCode(403);
        plain(STRANGER)
                .formParam("title", "mine")
                .post("/conversations/" + here + "/title")
                .then()
                .statusCode(404);
        assertThat(store.find(new ConversationId(here)).orElseThrow().title())
                .isEqualTo("what is here");
    }

    /** What would be refused is not offered. */
    @Test
    void pagesOfferWhatTheirReaderMayDo() {
        String id = talk(HERE, "pelican");
        String record = "/conversations/" + id;
        List<String> changing =
                List.of("/title\"", "/tags\"", "/pin\"", "/archive\"", "/moves/split\"");
        String alices = shown(ALICE, record);
        assertThat(alices)
                .contains(changing)
                .contains("/delete\"", "/hold\"", "/export?format=", "/usage\"")
                .doesNotContain("href=\"/settings\"");
        String watchers = shown(WATCHER, record);
        assertThat(watchers)
                .contains("pelican", "href=\"/usage\"", "href=\"/search\"")
                .doesNotContain(changing)
                .doesNotContain(
                        "/delete\"", "/hold\"", "/export?format=", "<details class=\"marks");
        assertThat(shown(ROOT, record)).contains("href=\"/settings\"").contains(changing);
        assertThat(shown(WATCHER, "/search?q=pelican")).contains(id).doesNotContain("export?");
        assertThat(shown(ALICE, "/search?q=pelican")).contains("export?");
        assertThat(shown(WATCHER, "/conversations"))
                .doesNotContain("/conversations/import", "/deliveries");
        assertThat(shown(STRANGER, "/conversations"))
                .contains("/conversations/import")
                .doesNotContain("/deliveries");
        assertThat(shown(ROOT, "/conversations")).contains("/deliveries");
        assertThat(shown(ADMIN, "/"))
                .contains("href=\"/settings\"")
                .doesNotContain("href=\"/usage\"", "href=\"/conversations\"");
        assertThat(shown(WATCHER, "/")).contains("data-download=\"false\"");
        assertThat(shown(ALICE, "/")).contains("data-download=\"true\"");
        String holder = SignedTokens.of(",\"sub\":\"holder\",\"scope\":\"view hold\"", 60);
        assertThat(shown(holder, record))
                .contains("<summary>Legal hold</summary>", "/hold\"")
                .doesNotContain(changing)
                .doesNotContain("/delete\"");
    }

    private static String shown(String token, String path) {
        return plain(token).get(path).then().statusCode(200).extract().asString();
    }

    private static io.restassured.specification.RequestSpecification plain(String token) {
        return io.restassured.RestAssured.given()
                .redirects()
                .follow(false)
                .header("Authorization", "Bearer " + token);
    }

    @Test
    void theLoginFormGivesEachACookieOfTheirOwn() {
        String cookie =
                plain(ROOT)
                        .formParam("token", WATCHER)
                        .post("/login")
                        .then()
                        .statusCode(303)
                        .extract()
                        .cookie("sidetone_session");
        var watcher = io.restassured.RestAssured.given().cookie("sidetone_session", cookie);
        watcher.get("/api/v1/conversations").then().statusCode(200);
        watcher.get("/api/v1/export").then().statusCode(403);
    }

    @Test
    void aSignedTokenThatSaysNothingOfScopesGetsNothingHere() {
        for (String claims : List.of("", ",\"sub\":\"carol\"")) {
            String silent = SignedTokens.of(claims, 60);
            as(silent)
                    .get("/api/v1/conversations")
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("The claim `scope` is missing"));
            as(silent).get("/q/metrics").then().statusCode(403);
            String[] header = {"Authorization", "Bearer " + silent};
            try (var rpc = new EventClient(root, "/rpc", header)) {
                rpc.send(
                        """
                        {"id":1,"method":"initialize","params":{"clientInfo":{"name":"t","version":"1"}}}\
                        """);
                rpc.send("{\"id\":2,\"method\":\"thread/list\",\"params\":{}}");
                assertThat(rpc.reply(2).path("error").path("message").asText())
                        .contains("The claim `scope` is missing");
            }
        }
        String viewing = SignedTokens.of(",\"sub\":\"carol\",\"scope\":\"view\"", 60);
        as(viewing).get("/api/v1/conversations").then().statusCode(200);
    }

    @Test
    void savedSearchesAreOnesOwn() {
        String query = "role:user pelican" + System.nanoTime();
        String hers = save(ALICE, "hers", query);
        String his = save(BOB, "his", query);
        assertThat(hers).isNotEqualTo(his);
        as(ALICE).get("/api/v1/searches").then().body("searches.name", equalTo(List.of("hers")));
        as(ALICE).delete("/api/v1/searches/" + his).then().statusCode(404);
        as(ROOT).get("/api/v1/searches").then().body("searches", hasSize(0));
        as(BOB).delete("/api/v1/searches/" + his).then().statusCode(204);
        as(ALICE).delete("/api/v1/searches/" + hers).then().statusCode(204);
    }

    private static String save(String who, String name, String query) {
        return as(who).contentType("application/json")
                .body("{\"name\":\"%s\",\"query\":\"%s\"}".formatted(name, query))
                .post("/api/v1/searches")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void nobodyGetsTheAnswerToAnothersKey() {
        String key = UUID.randomUUID().toString();
        String hers = created(ALICE, key).then().statusCode(201).extract().path("id");
        String again = created(ALICE, key).then().statusCode(201).extract().path("id");
        String his = created(BOB, key).then().statusCode(201).extract().path("id");
        assertThat(again).isEqualTo(hers);
        assertThat(his).isNotEqualTo(hers);
        created(WATCHER, key).then().statusCode(403);
    }

    private static Response created(String who, String key) {
        return as(who).header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/conversations");
    }

    @Test
    void onlyWhoMovedUndoesIt() {
        String from = talk(HERE, "from");
        String into = talk(HERE, "into");
        String move =
                as(ALICE)
                        .contentType("application/json")
                        .body("{\"source\":\"%s\",\"target\":\"%s\"}".formatted(from, into))
                        .post("/api/v1/moves")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        as(BOB).delete("/api/v1/moves/" + move).then().statusCode(409);
        as(WATCHER).delete("/api/v1/moves/" + move).then().statusCode(403);
        as(ALICE).delete("/api/v1/moves/" + move).then().statusCode(200);
    }

    @Test
    void anImportChangesNothingThatIsElsewhere() {
        String hidden = talk(HERE, "as it was");
        String file =
                as(ROOT).get("/api/v1/conversations/" + hidden + "/export?format=json").asString();
        store.change(
                new ConversationId(hidden),
                List.of(new dev.sidetone.conversation.ConversationChange.Delete(Instant.now())));
        for (String sent : List.of(file, file.replace('"' + HERE + '"', "\"elsewhere\""))) {
            as(STRANGER)
                    .contentType("application/json")
                    .body(sent)
                    .post("/api/v1/import")
                    .then()
                    .statusCode(403);
        }
        assertThat(store.findAny(new ConversationId(hidden)).orElseThrow().deleted()).isTrue();
        as(ALICE)
                .contentType("application/json")
                .body(file)
                .post("/api/v1/import")
                .then()
                .statusCode(403);
    }
}
