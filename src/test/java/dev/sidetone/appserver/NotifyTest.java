package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.config.RunningConfiguration;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code notify}, as Codex runs it. */
@QuarkusTest
class NotifyTest {

    @TestHTTPResource("/")
    URI base;

    @Inject RunningConfiguration running;

    @TempDir Path folder;

    @AfterEach
    void leaveNoFile() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    private void program(String script) throws IOException {
        Path file = folder.resolve("notify.sh");
        Files.writeString(file, script);
        running.apply("notify = [\"/bin/sh\", \"%s\", \"first\"]\n".formatted(file), "test");
    }

    private static String turn(RpcClient client, String text) {
        String thread = RpcTest.startThread(client);
        client.result("turn/start", RpcTest.turn(thread, text));
        client.told("turn/completed", p -> p.path("threadId").asText().equals(thread));
        return thread;
    }

    @Test
    void theProgramIsRunWithOneArgumentMoreWhenATurnHasEnded() throws Exception {
        Path told = folder.resolve("told");
        program(
                "printf '%%s\\n' \"$#\" \"$1\" \"$2\" > '%1$s.part'; mv '%1$s.part' '%1$s'\n"
                        .formatted(told));
        try (var client = RpcClient.initialized(base)) {
            String thread = turn(client, "where is the parser");

            await().until(() -> Files.exists(told));
            List<String> lines = Files.readAllLines(told);
            JsonNode notice = new ObjectMapper().readTree(lines.get(2));
            assertThat(lines.subList(0, 2)).containsExactly("2", "first");
            assertThat(notice.path("type").asText()).isEqualTo("agent-turn-complete");
            assertThat(notice.path("thread-id").asText()).isEqualTo(thread);
            assertThat(notice.path("turn-id").asText()).isNotEmpty();
            assertThat(notice.path("cwd").asText())
                    .isEqualTo(running.started().settings().workspace().toString());
            assertThat(notice.at("/input-messages/0").asText()).isEqualTo("where is the parser");
            assertThat(notice.path("last-assistant-message").asText())
                    .startsWith("You asked **where is the parser**");
        }
    }

    /** A turn that failed has no answer to tell of; the one after it does. */
    @Test
    void aTurnThatFailedIsNotToldOf() throws Exception {
        Path told = folder.resolve("told");
        program("printf '%%s\\n' \"$2\" >> '%s'\n".formatted(told));
        try (var client = RpcClient.initialized(base)) {
            turn(client, "fail here");
            turn(client, "go on");

            await().until(() -> Files.exists(told) && Files.readString(told).endsWith("}\n"));
            assertThat(Files.readAllLines(told))
                    .singleElement()
                    .asString()
                    .contains("go on")
                    .doesNotContain("fail here");
        }
    }
}
