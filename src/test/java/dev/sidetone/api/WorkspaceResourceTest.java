package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.sidetone.workspace.Workspace;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WorkspaceResourceTest {

    @Inject Workspace workspace;

    @BeforeEach
    void indexed() throws InterruptedException {
        workspace.awaitReady(120_000);
    }

    @Test
    void theWorkspaceTellsItsNameAndHowFarItsIndexIs() {
        given().get("/api/v1/workspace")
                .then()
                .statusCode(200)
                .body("name", equalTo(workspace.name()))
                .body("index.state", equalTo("ready"))
                .body("index.filesTotal", greaterThan(10));
    }

    @Test
    void linesOfAFileAreGiven() {
        given().queryParam("path", "pom.xml")
                .queryParam("start", 2)
                .queryParam("end", 4)
                .get("/api/v1/code")
                .then()
                .statusCode(200)
                .body("path", equalTo("pom.xml"))
                .body("language", equalTo("xml"))
                .body("firstLine", equalTo(2))
                .body("totalLines", greaterThan(100))
                .body("lines", hasSize(3))
                .body("lines", hasItem(containsString("<project")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "/etc/passwd",
                ".git/config",
                "missing.txt",
                "src",
                "",
                "target/classes"
            })
    void whatIsNotAFileOfTheWorkspaceIsNotFound(String path) {
        given().queryParam("path", path)
                .get("/api/v1/code")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("not_found"))
                .body("error.message", containsString("workspace"));
    }

    @Test
    void aLineThatIsNoNumberIsABadRequest() {
        given().queryParam("path", "pom.xml")
                .queryParam("start", "one")
                .get("/api/v1/code")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_line"));
    }
}
