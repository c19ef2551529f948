package dev.sidetone.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.sidetone.config.RunningConfiguration;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SettingsPagesTest {

    private static final Path CODEX = Path.of("src", "test", "resources", "codex-config.toml");
    private static final Pattern DRAFT = Pattern.compile("name=\"draft\" value=\"([^\"]+)\"");

    @Inject RunningConfiguration running;

    @AfterEach
    void leaveNoFile() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    private static Response preview(String text) {
        return given().multiPart("text", text).post("/settings/preview");
    }

    private static String draft(Response page) {
        Matcher draft = DRAFT.matcher(page.asString());
        assertThat(draft.find()).as("a draft that can be applied").isTrue();
        return draft.group(1);
    }

    private static Response apply(String draft) {
        return given().redirects().follow(false).formParam("draft", draft).post("/settings/apply");
    }

    private String voice() {
        return running.now().realtime().voice().orElse("");
    }

    @Test
    void thePageShowsWhatRunsAndWhereItComesFrom() {
        given().get("/settings")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("Calls go to the embedded provider of this process."))
                .body(containsString("<code>realtime.version</code>"))
                .body(containsString("environment: system property sidetone.home"));
    }

    @Test
    void aCodexFileIsUploadedUnderstoodAppliedAndRolledBack() throws IOException {
        preview("[realtime]\nvoice = \"sage\"\n").then().statusCode(200);
        apply(draft(preview("[realtime]\r\nvoice = \"sage\"\r\n")));
        assertThat(running.now().file()).content().isEqualTo("[realtime]\nvoice = \"sage\"\n");
        int before = running.generation().number();

        Response page = given().multiPart("file", CODEX.toFile()).post("/settings/preview");
        page.then()
                .statusCode(200)
                .body(containsString("Calls go to Azure at https://team.openai.azure.com/openai"))
                .body(containsString("</span>&quot;sage&quot;</del>"))
                .body(containsString("</span>&quot;cedar&quot;</ins>"))
                .body(containsString("18 keys mean nothing here"))
                .body(containsString("this text, line 2, column 1: model means nothing"))
                .body(not(containsString("very-secret")));
        assertThat(voice()).isEqualTo("sage");

        apply(draft(page))
                .then()
                .statusCode(303)
                .header("Location", containsString("/settings?applied=" + (before + 1)));
        assertThat(voice()).isEqualTo("cedar");
        assertThat(running.now().file()).hasSameTextualContentAs(CODEX);
        given().get("/settings?applied=" + (before + 1))
                .then()
                .body(containsString("Generation " + (before + 1) + " runs now."))
                .body(not(containsString("very-secret")));

        given().get("/settings?generation=" + before)
                .then()
                .statusCode(200)
                .body(containsString("Roll back to generation " + before));
        given().redirects()
                .follow(false)
                .formParam("generation", before)
                .post("/settings/rollback")
                .then()
                .statusCode(303);
        assertThat(voice()).isEqualTo("sage");
    }

    @Test
    void aBadTextIsExplainedAndCannotBeApplied() {
        preview("[realtime]\nvoice = \"<b>loud</b>\"\n")
                .then()
                .statusCode(422)
                .body(containsString("this text, line 2, column 1: &quot;&lt;b&gt;loud&lt;/b&gt;"))
                .body(not(containsString("name=\"draft\"")));
        preview(" ").then().statusCode(400).body(containsString("The text is empty."));
    }

    @Test
    void aDraftIsAppliedOnceAndAnUnknownOneNever() {
        String draft = draft(preview("[realtime]\nvoice = \"ash\"\n"));

        apply(draft).then().statusCode(303);
        apply(draft).then().statusCode(410).body(containsString("no longer at hand"));
        apply("made-up").then().statusCode(410);
    }

    @Test
    void onlyTheLastFewDraftsAreKept() {
        String first = draft(preview("[realtime]\nvoice = \"ash\"\n"));
        for (int i = 0; i < 8; i++) {
            preview("[realtime]\nvoice = \"echo\"\n").then().statusCode(200);
        }

        apply(first).then().statusCode(410);
    }

    @Test
    void aGenerationThatIsNotThereIsSaid() {
        given().get("/settings?generation=99999").then().statusCode(404);
        given().formParam("generation", 99999)
                .post("/settings/rollback")
                .then()
                .statusCode(404)
                .body(containsString("There is no such generation"));
    }

    @Test
    void pagesOfOtherOriginsChangeNothing() {
        String draft = draft(preview("[realtime]\nvoice = \"ash\"\n"));

        for (String origin : new String[] {"https://evil.example", "null"}) {
            given().header("Origin", origin)
                    .formParam("draft", draft)
                    .post("/settings/apply")
                    .then()
                    .statusCode(403);
            given().header("Origin", origin)
                    .formParam("generation", 1)
                    .post("/settings/rollback")
                    .then()
                    .statusCode(403);
        }
        assertThat(voice()).isEmpty();
    }

    @Test
    void faultsOfTheFilesAreOnThePageAndMarkedOnEveryOther() throws IOException {
        Path file = running.now().file();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[realtime]\nvoice = \"loud\"\n");
        running.reload("test");

        given().get("/settings")
                .then()
                .body(containsString("The files have faults"))
                .body(containsString("line 2, column 1: &quot;loud&quot;"));
        given().get("/conversations").then().body(containsString("the configuration has a fault"));
    }

    @Test
    void whatNeedsARestartIsSaid() {
        apply(draft(preview("[sidetone]\nmodels = \"ask\"\n")));

        given().get("/settings").then().body(containsString("Takes effect after a restart:"));
    }
}
