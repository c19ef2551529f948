package dev.sidetone.api;

import static dev.sidetone.api.People.HERE;
import static dev.sidetone.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.access.AccessCommand;
import dev.sidetone.access.Owners;
import dev.sidetone.access.RevealCommand;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What was taken out is seen by those who may, and that they saw it is written down first. */
@QuarkusTest
@TestProfile(OriginalsResourceTest.WithVault.class)
class OriginalsResourceTest {

    private static final String CANARY = "ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String WORDS = "Push with " + CANARY + " now.";
    private static final String KEY = "0a".repeat(32);
    private static final String RITA = "rita-0123456789-token";

    @Inject TranscriptStore store;
    @Inject RunningConfiguration running;

    /** People, one of whom may reveal, and a vault. */
    public static final class WithVault implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path home = Files.createTempDirectory("vault");
                Path key = Files.writeString(home.resolve("vault.key"), KEY + "\n");
                Files.writeString(
                        home.resolve("config.toml"),
                        People.person("alice", People.ALICE, "\"view\", \"talk\", \"export\"", HERE)
                                + People.person(
                                        "rita", RITA, "\"view\", \"talk\", \"reveal\"", HERE)
                                + People.person(
                                        "stranger",
                                        People.STRANGER,
                                        "\"view\", \"reveal\"",
                                        "elsewhere")
                                + People.person("admin", People.ADMIN, "\"admin\"", "*")
                                + "[sidetone.redaction]\nvault_key_file = \""
                                + key
                                + "\"\n");
                return Map.of("sidetone.home", home.toString(), "sidetone.token", People.ROOT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String talk(String owner) {
        String id = People.conversation(owner);
        store.append(
                NewItem.text(new ConversationId(id), "q", Item.Role.USER, WORDS, Instant.now()));
        return id;
    }

    private static String one(String id) {
        return "/api/v1/conversations/" + id;
    }

    private static String original(String id) {
        return one(id) + "/items/q/original";
    }

    private static List<String> reveals(String conversation) {
        String all =
                as(People.ADMIN)
                        .queryParam("limit", 1000)
                        .get("/api/v1/access/reads")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        return EventClient.read(all)
                .path("reads")
                .valueStream()
                .filter(r -> r.path("conversation").asText().equals(conversation))
                .filter(r -> r.path("kind").asText().equals("reveal"))
                .map(r -> r.path("reader").asText() + " " + r.path("itemId").asText())
                .toList();
    }

    @Test
    void whoMayRevealSeesItAndEachTimeIsWrittenDown() {
        String id = talk(People.ALICE);
        as(RITA).get(one(id) + "/originals").then().body("items", equalTo(List.of("q")));
        assertThat(reveals(id)).isEmpty();
        for (int i = 0; i < 2; i++) {
            as(RITA).get(original(id))
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("originals[0].text", equalTo(WORDS))
                    .body("originals[0].current", equalTo(true))
                    .body("closed", empty());
        }
        assertThat(reveals(id)).containsExactly("rita q", "rita q");
        String own = talk(RITA);
        as(RITA).get(original(own)).then().statusCode(200);
        assertThat(reveals(own)).containsExactly("rita q");
    }

    @Test
    void othersDoNot() {
        String id = talk(RITA);
        for (String path : List.of("/originals", "/items/q/original")) {
            as(People.ALICE)
                    .get(one(id) + path)
                    .then()
                    .statusCode(403)
                    .body(containsString("scope reveal"))
                    .body(not(containsString(CANARY)));
            as(People.STRANGER)
                    .get(one(id) + path)
                    .then()
                    .statusCode(404)
                    .body("error.code", equalTo("conversation_not_found"));
        }
        as(RITA).get(one(id) + "/items/none/original")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("original_not_found"));
        assertThat(reveals(id)).isEmpty();
    }

    @Test
    void everythingElseStaysAsItWas() throws IOException {
        String id = talk(People.ALICE);
        as(RITA).get(original(id)).then().statusCode(200);
        for (String path :
                List.of(
                        "/items",
                        "/export?format=json",
                        "/export?format=html",
                        "/export?format=csv")) {
            as(People.ROOT)
                    .get(one(id) + path)
                    .then()
                    .statusCode(200)
                    .body(containsString("[redacted: GitHub token]"))
                    .body(not(containsString(CANARY)));
        }
        as(People.ROOT)
                .get("/conversations/" + id)
                .then()
                .body(containsString("[redacted: GitHub token]"))
                .body(not(containsString(CANARY)));
        as(People.ROOT).queryParam("q", CANARY).get("/api/v1/search").then().body("hits", empty());
        assertThat(files()).contains("[redacted: GitHub token]").doesNotContain(CANARY);
    }

    @Test
    void itIsGoneWithThePersonsWordsAndInNoLogMeanwhile() throws IOException {
        var lines = new CopyOnWriteArrayList<String>();
        var handler = new Lines(lines);
        Logger.getLogger("").addHandler(handler);
        try {
            String id = talk(People.ALICE);
            as(RITA).get(original(id)).then().statusCode(200);
            as(People.ROOT)
                    .contentType("application/json")
                    .body("{}")
                    .post("/api/v1/people/alice/erase")
                    .then()
                    .statusCode(200);
            as(RITA).get(original(id)).then().statusCode(404);
            as(RITA).get(one(id) + "/originals").then().body("items", empty());
            assertThat(reveals(id)).containsExactly("rita q");
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(lines).noneMatch(line -> line.contains(CANARY));
        assertThat(files()).doesNotContain(CANARY);
    }

    /** What a log would have of each line, from DEBUG on where that is written. */
    private static final class Lines extends Handler {

        private final List<String> to;

        Lines(List<String> to) {
            this.to = to;
        }

        @Override
        public void publish(LogRecord logged) {
            to.add(ExtLogRecord.wrap(logged).getFormattedMessage() + logged.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private String files() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(running.started().settings().home())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void whatCannotBeWrittenDownIsNotShown() throws SQLException {
        String id = talk(RITA);
        as(RITA).get(original(id)).then().statusCode(200);
        sql(
                "create trigger no_more before insert on access_read begin"
                        + " select raise(abort, 'no more'); end");
        try {
            as(RITA).get(original(id))
                    .then()
                    .statusCode(503)
                    .body("error.code", equalTo("access_log_unavailable"))
                    .body(not(containsString(CANARY)));
            assertThat(command("reveal", id, "q"))
                    .contains("so it is not shown")
                    .doesNotContain(CANARY);
        } finally {
            sql("drop trigger no_more");
        }
        assertThat(reveals(id)).containsExactly("rita q");
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = SideTables.of(running.started(), Owners.SCHEMA).forWriting();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theCommandShowsItAndWritesItDownToo() {
        String id = talk(People.ALICE);
        assertThat(command("reveal", id, "q")).contains(WORDS);
        JsonNode json = EventClient.read(command("reveal", id, "q", "--json"));
        assertThat(json.path(0).path("text").asText()).isEqualTo(WORDS);
        String who = "local:" + System.getProperty("user.name");
        assertThat(reveals(id)).containsExactly(who + " q", who + " q");
        assertThat(command("access", "reads")).contains(id + " item q of alice");
        assertThat(command("reveal", id, "none")).contains("Nothing is kept");
        assertThat(command("reveal", "x", "none")).contains("is no id");
    }

    private String command(String... words) {
        var out = new StringWriter();
        var root = new CommandLine(CommandLine.Model.CommandSpec.create());
        root.addSubcommand(new RevealCommand(running::started, InstantSource.system()));
        root.addSubcommand(new AccessCommand(running::started));
        root.setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(words);
        return out.toString();
    }
}
