package dev.sidetone.api;

import static dev.sidetone.api.People.ADMIN;
import static dev.sidetone.api.People.ALICE;
import static dev.sidetone.api.People.BOB;
import static dev.sidetone.api.People.HERE;
import static dev.sidetone.api.People.ROOT;
import static dev.sidetone.api.People.WATCHER;
import static dev.sidetone.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.access.AccessCommand;
import dev.sidetone.auth.SignedTokens;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Who reads the record of others is written down; who reads their own is not. */
@QuarkusTest
@TestProfile(People.class)
class ReadLogTest {

    @Inject TranscriptStore store;
    @Inject RunningConfiguration running;

    @TestHTTPResource("/")
    URI root;

    private String said(String conversation, String words) {
        var id = new ConversationId(conversation);
        store.append(NewItem.text(id, "q" + words, Item.Role.USER, words, Instant.now()));
        return conversation;
    }

    /** Reader and way of reading, the oldest first; not what calls of other tests are told of. */
    private static List<String> reads(String conversation) {
        return all(conversation).stream().filter(r -> !r.endsWith(" context")).toList();
    }

    private static List<String> all(String conversation) {
        return log().valueStream()
                .filter(r -> r.path("conversation").asText().equals(conversation))
                .map(r -> r.path("reader").asText() + " " + r.path("kind").asText())
                .toList()
                .reversed();
    }

    private static JsonNode log() {
        return EventClient.read(
                        as(ADMIN)
                                .queryParam("limit", 1000)
                                .get("/api/v1/access/reads")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString())
                .path("reads");
    }

    @Test
    void everyWayOfReadingIsWrittenDown() {
        String word = "heron" + System.nanoTime();
        String id = said(People.conversation(ALICE), word);
        String one = "/api/v1/conversations/" + id;
        as(ALICE).get(one + "/items").then().statusCode(200);
        as(ALICE).get(one + "/export?format=text").then().statusCode(200);
        as(ALICE).queryParam("q", word).get("/api/v1/search").then().statusCode(200);
        assertThat(reads(id)).isEmpty();

        for (int i = 0; i < 3; i++) {
            as(BOB).queryParam("limit", 1).get(one + "/items").then().statusCode(200);
        }
        as(BOB).queryParam("q", word).get("/api/v1/search").then().statusCode(200);
        as(BOB).queryParam("q", word).get("/api/v1/search/export").then().statusCode(200);
        as(BOB).get(one + "/audio").then().statusCode(200);
        as(WATCHER).get("/conversations/" + id).then().statusCode(200);
        as(ROOT).get(one + "/export?format=srt").then().statusCode(200);
        assertThat(reads(id))
                .containsExactly(
                        "bob open",
                        "bob search",
                        "bob export",
                        "bob audio",
                        "watcher open",
                        " export");
    }

    /** The one token, which may everything, has no name: the importer here has a signed token. */
    @Test
    void whatIsImportedIsTheImportersAndReadingItIsWrittenDown() {
        String old = said(People.conversation(ALICE), "brought");
        String file =
                as(ALICE)
                        .get("/api/v1/conversations/" + old + "/export?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        String id = new StringBuilder(old).replace(0, 8, "00000001").toString();
        String importer = SignedTokens.of(",\"sub\":\"ivan\",\"scope\":\"view admin\"", 60);
        for (int i = 0; i < 2; i++) {
            as(importer)
                    .contentType("application/json")
                    .body(file.replace(old, id))
                    .post("/api/v1/import")
                    .then()
                    .statusCode(200);
        }
        for (String reader : List.of(BOB, ROOT)) {
            as(reader).get("/api/v1/conversations/" + id + "/items").then().statusCode(200);
        }
        assertThat(reads(id)).containsExactly("bob open", " open");
        assertThat(log().valueStream().filter(r -> r.path("conversation").asText().equals(id)))
                .allSatisfy(r ->
                        assertThat(r.path("owners").valueStream().map(JsonNode::asText))
                                .contains("ivan"));
        // it is not proved that the words are theirs
        as(ROOT).get("/api/v1/people/ivan/export")
                .then()
                .statusCode(200)
                .body(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("brought")));
    }

    @Test
    void aForkIsTheirsToo() {
        String hers = said(People.conversation(ALICE), "hers");
        try (var bob = socket(BOB)) {
            bob.send(
                    "{\"id\":2,\"method\":\"thread/fork\",\"params\":{\"threadId\":\"%s\"}}"
                            .formatted(hers));
            String copy = bob.reply(2).path("result").path("thread").path("id").asText();
            assertThat(reads(hers)).containsExactly("bob move");
            as(BOB).get("/api/v1/conversations/" + copy).then().statusCode(200);
            assertThat(reads(copy)).contains("bob open");
        }
    }

    /** What is typed without a call has the name of who typed it. */
    @Test
    void aTypedQuestionHasItsName() {
        String his = People.conversation(BOB);
        try (var bob = socket(BOB)) {
            bob.send(
                    "{\"id\":2,\"method\":\"turn/start\",\"params\":{\"threadId\":\"%s\",\"input\":[{\"type\":\"text\",\"text\":\"typed\"}]}}"
                            .formatted(his));
            assertThat(bob.reply(2).has("result")).isTrue();
        }
        assertThat(store.items(new ConversationId(his)))
                .filteredOn(item -> item.role() == Item.Role.USER)
                .singleElement()
                .satisfies(item -> assertThat(item.details().device()).contains("bob"));
    }

    /** What the voice is told of at the start, whoever began the call was told of. */
    @Test
    void whatTheVoiceIsToldOfIsWrittenDown() {
        String hers = said(People.conversation(ALICE), "what alice asked");
        String his = said(People.conversation(BOB), "what bob asked");
        for (int i = 0; i < 2; i++) {
            String call = call(BOB, his);
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(all(hers)).contains("bob context"));
            as(BOB).delete("/api/v1/calls/" + call).then().statusCode(200);
        }
        assertThat(all(hers)).containsExactly("bob context");
        assertThat(all(his)).doesNotContain("bob context");
        // what he is told of the conversation of the call, when that is not his
        String other = said(People.conversation(ALICE), "what alice asked too");
        String call = call(BOB, other);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(all(other)).contains("bob context"));
        as(BOB).delete("/api/v1/calls/" + call).then().statusCode(200);
    }

    private static String call(String who, String conversation) {
        return as(who).contentType("application/json")
                .body(Rest.TEXT_CALL)
                .post("/api/v1/conversations/" + conversation + "/calls")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Whoever types into a call has their name on it, not the name of who began the call. */
    @Test
    void whatIsTypedIntoAnothersCallHasTheNameOfWhoTypedIt() {
        String id = People.conversation(ALICE);
        String call = call(ALICE, id);
        String path = "/api/v1/calls/" + call;
        type(ALICE, path, "from alice");
        type(BOB, path, "from bob");
        type(ROOT, path, "from nobody by name");
        String[] header = {"Authorization", "Bearer " + BOB};
        try (var events = new EventClient(root, path + "/events", header);
                var bob = socket(BOB)) {
            events.send("{\"id\":1,\"command\":\"text\",\"text\":\"from bobs events\"}");
            assertThat(events.reply(1).has("result")).isTrue();
            bob.send(
                    "{\"id\":2,\"method\":\"thread/realtime/appendText\",\"params\":{\"threadId\":\"%s\",\"text\":\"from bobs socket\"}}"
                            .formatted(id));
            assertThat(bob.reply(2).has("result")).isTrue();
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(typed(id))
                                .containsExactlyInAnyOrder(
                                        "from alice: alice",
                                        "from bob: bob",
                                        "from nobody by name: ",
                                        "from bobs events: bob",
                                        "from bobs socket: bob"));
        as(ALICE).delete(path).then().statusCode(200);
        as(ROOT).get("/api/v1/people/bob/export")
                .then()
                .body(org.hamcrest.Matchers.containsString("from bobs socket"))
                .body(
                        org.hamcrest.Matchers.not(
                                org.hamcrest.Matchers.containsString("\"text\":\"from alice\"")));
    }

    private static void type(String who, String call, String words) {
        as(who).contentType("application/json")
                .body("{\"text\":\"%s\"}".formatted(words))
                .post(call + "/messages")
                .then()
                .statusCode(202);
    }

    private List<String> typed(String id) {
        return store.items(new ConversationId(id)).stream()
                .filter(item -> item.role() == Item.Role.USER)
                .map(item -> item.text() + ": " + item.details().device().orElse(""))
                .toList();
    }

    @Test
    void whatIsMergedStaysTheirsWhoSaidIt() {
        String hers = said(People.conversation(ALICE), "hers");
        String his = said(People.conversation(BOB), "his");
        as(BOB).contentType("application/json")
                .body("{\"source\":\"%s\",\"target\":\"%s\"}".formatted(hers, his))
                .post("/api/v1/moves")
                .then()
                .statusCode(201);
        assertThat(reads(hers)).containsExactly("bob move");
        as(BOB).get("/api/v1/conversations/" + his + "/items").then().statusCode(200);
        assertThat(reads(his)).contains("bob open");
    }

    @Test
    void theLogIsReadInPagesAndByTheCommand() {
        String id = said(People.conversation(ALICE), "something");
        as(BOB).get("/api/v1/conversations/" + id + "/items").then().statusCode(200);
        as(WATCHER).get("/api/v1/conversations/" + id + "/items").then().statusCode(200);
        String next =
                as(ADMIN)
                        .queryParam("limit", 1)
                        .get("/api/v1/access/reads")
                        .then()
                        .body("reads[0].reader", equalTo("watcher"))
                        .body("reads[0].owners", equalTo(List.of("alice")))
                        .extract()
                        .path("next");
        as(ADMIN)
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/api/v1/access/reads")
                .then()
                .body("reads[0].reader", equalTo("bob"));
        as(ADMIN)
                .queryParam("cursor", 1)
                .get("/api/v1/access/reads")
                .then()
                .body("reads.size()", equalTo(0))
                .body("next", nullValue());
        as(ADMIN).queryParam("cursor", "x").get("/api/v1/access/reads").then().statusCode(400);

        var out = new StringWriter();
        int code =
                new CommandLine(new AccessCommand(running::started))
                        .setOut(new PrintWriter(out))
                        .execute("reads", "--json");
        assertThat(code).isZero();
        JsonNode all = EventClient.read(out.toString());
        assertThat(all.get(all.size() - 1).path("reader").asText()).isEqualTo("watcher");
        assertThat(all.size()).isEqualTo(log().size());
    }

    /** What is asked for over the socket is decided, and written down, like everything else. */
    @Test
    void aSocketDoesNoMoreThanItsToken() {
        String hidden = store.create("elsewhere", java.nio.file.Path.of("/e")).id().value();
        said(hidden, "not for here");
        String hers = said(People.conversation(ALICE), "hers");
        try (var bob = socket(BOB);
                var watcher = socket(WATCHER)) {
            assertThat(error(bob, 10, "thread/resume", hidden)).contains("thread not found");
            assertThat(error(bob, 11, "sidetone/items", hidden)).contains("thread not found");
            assertThat(error(bob, 12, "thread/fork", hidden)).contains("thread not found");
            assertThat(error(watcher, 10, "thread/archive", hers)).contains("scope talk");
            assertThat(error(watcher, 11, "sidetone/export", hers)).contains("scope export");
            assertThat(error(watcher, 12, "config/read", hers)).contains("scope admin");
            bob.send(
                    "{\"id\":13,\"method\":\"thread/resume\",\"params\":{\"threadId\":\"%s\"}}"
                            .formatted(hers));
            assertThat(bob.reply(13).path("result").path("thread").path("id").asText())
                    .isEqualTo(hers);
            assertThat(reads(hers)).containsExactly("bob follow", "bob open");
            String other = said(People.conversation(ALICE), "other");
            bob.send(
                    "{\"id\":20,\"method\":\"sidetone/resume\",\"params\":{\"threadId\":\"%s\",\"after\":0}}"
                            .formatted(other));
            assertThat(bob.reply(20).has("result")).isTrue();
            assertThat(reads(other)).containsExactly("bob follow");
            bob.send("{\"id\":14,\"method\":\"thread/list\",\"params\":{\"limit\":200}}");
            assertThat(bob.reply(14).toString()).contains(hers).doesNotContain(hidden);
            // what a rename is told to others about
            bob.send(
                    "{\"id\":15,\"method\":\"thread/name/set\",\"params\":{\"threadId\":\"%s\",\"name\":\"seen\"}}"
                            .formatted(hers));
            watcher.told("thread/name/updated");
        }
    }

    private EventClient socket(String token) {
        var client = new EventClient(root, "/rpc", "Authorization", "Bearer " + token);
        client.send(
                """
                {"id":1,"method":"initialize","params":{"clientInfo":{"name":"t","version":"1"},
                 "capabilities":{"experimentalApi":true}}}\
                """);
        assertThat(client.reply(1).has("result")).isTrue();
        return client;
    }

    private static String error(EventClient client, int id, String method, String thread) {
        client.send(
                "{\"id\":%d,\"method\":\"%s\",\"params\":{\"threadId\":\"%s\"}}"
                        .formatted(id, method, thread));
        return client.reply(id).path("error").path("message").asText();
    }

    /** A signed token ends, and what it opened ends with it. */
    @Test
    void aSocketIsClosedWhenItsTokenIsGoodNoMore() throws Exception {
        String soon =
                SignedTokens.of(
                        ",\"sub\":\"dora\",\"scope\":\"view talk\",\"workspaces\":[\"%s\"]"
                                .formatted(HERE),
                        -28);
        try (var dora = socket(soon)) {
            org.awaitility.Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> {
                        if (!dora.closed.isDone()) {
                            dora.send("{\"id\":2,\"method\":\"model/list\",\"params\":{}}");
                        }
                        return dora.closed.isDone();
                    });
            assertThat(dora.closed.get(1, TimeUnit.SECONDS)).isEqualTo(1008);
        }
    }

    @Test
    void theEventsOfACallAreForThoseWhoMaySeeIt() {
        String id = People.conversation(ALICE);
        String call = call(ALICE, id);
        String path = "/api/v1/calls/" + call + "/events";
        try (var watcher = new EventClient(root, path, "Authorization", "Bearer " + WATCHER)) {
            watcher.send("{\"id\":1,\"command\":\"say\",\"text\":\"hello\"}");
            assertThat(watcher.reply(1).path("error").path("code").asText())
                    .isEqualTo("scope_missing");
        }
        assertThat(reads(id)).containsExactly("watcher follow");
        as(People.STRANGER).get("/api/v1/calls/" + call).then().statusCode(404);
        as(People.STRANGER).delete("/api/v1/calls/" + call).then().statusCode(404);
        assertThat(status(path, People.STRANGER)).isEqualTo(404);
        assertThat(status("/api/v1/calls/none/events", People.STRANGER)).isEqualTo(404);
        as(ALICE).delete("/api/v1/calls/" + call).then().statusCode(200);
    }

    private int status(String path, String token) {
        try {
            new EventClient(root, path, "Authorization", "Bearer " + token).close();
            return 101;
        } catch (Exception e) {
            return ((java.net.http.WebSocketHandshakeException) e.getCause())
                    .getResponse()
                    .statusCode();
        }
    }
}
