package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RunningConfiguration;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that only writes down, against the embedded provider over the real wire. */
@QuarkusTest
class TranscriptionCallTest {

    @TestHTTPResource("/")
    URI base;

    @Inject RunningConfiguration running;

    @AfterEach
    void leaveNoFile() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    @Test
    void wordsBecomeTypedMessagesOfTheAgentAndNothingIsSaidBack() throws IOException {
        running.apply("[realtime]\ntype = \"transcription\"\n", "test");
        try (var client = RpcClient.initialized(base)) {
            String thread = CallTest.call(client);
            client.told(
                    "sidetone/realtime/state", p -> p.path("state").asText().equals("listening"));

            client.result("thread/realtime/appendText", CallTest.text(thread, "the question"));
            client.told("turn/completed");

            assertThat(RpcTest.kinds(client, thread))
                    .containsExactly(
                            "user/text", "agent/tool_call", "agent/tool_output", "agent/text");
            assertThat(client.notices("thread/realtime/error")).isEmpty();
            assertThat(client.notices("thread/realtime/transcript/done")).isEmpty();
        }
    }
}
