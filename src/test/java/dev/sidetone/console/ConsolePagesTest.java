package dev.sidetone.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sidetone.config.RunningConfiguration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConsolePagesTest {

    @Inject RunningConfiguration running;

    @Test
    void thePageTakesPathAndDevicesOfItsCallsFromTheConfiguration() throws IOException {
        String before = given().get("/").asString();
        running.apply(
                """
                [realtime]
                transport = "websocket"
                [audio]
                microphone = 'Headset "A" <1>'
                [features]
                realtime_conversation = false
                """,
                "test");
        try {
            assertThat(before)
                    .contains("data-calls=\"on\"", "data-path=\"auto\"", "data-microphone=\"\"");
            assertThat(given().get("/").asString())
                    .contains("data-calls=\"off\"", "data-path=\"websocket\"")
                    .contains("data-microphone=\"Headset &quot;A&quot; &lt;1&gt;\"");
        } finally {
            Files.deleteIfExists(running.now().file());
            running.reload("test");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/code?path=src/Main.java&start=3&end=9"})
    void aPageAllowsNoInlineScriptOrStyle(String path) {
        String policy =
                given().get(path)
                        .then()
                        .statusCode(200)
                        .contentType(containsString("text/html"))
                        .header("X-Content-Type-Options", equalTo("nosniff"))
                        .extract()
                        .header("Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe-inline", "unsafe-eval");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/code?path=src/Main.java"})
    void aPageHasNothingInlineItself(String path) {
        String html = given().get(path).asString();

        assertThat(html).contains("<main").doesNotContain(" style=", "<style", " onclick=");
        assertThat(Pattern.compile("<script(?! [^>]*src=)").matcher(html).find()).isFalse();
    }

    @Test
    void everyFileThatThePageNamesIsServed() {
        String html = given().get("/").asString();
        Stream<String> files =
                Pattern.compile("(?:src|href)=\"(/console/[^\"]+)\"")
                        .matcher(html)
                        .results()
                        .map(match -> match.group(1));

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file ->
                        given().get(file)
                                .then()
                                .statusCode(200)
                                .header("Cache-Control", equalTo("no-cache")));
    }

    @Test
    void queryTextIsNotEchoedIntoThePage() {
        String html =
                given().queryParam("path", "<script>alert(1)</script>").get("/code").asString();

        assertThat(html).doesNotContain("alert(1)");
    }
}
