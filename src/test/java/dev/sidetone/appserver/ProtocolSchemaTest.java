package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema and the page against the code. What tests see is checked in {@link RpcClient}. */
@QuarkusTest
class ProtocolSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/main/java/dev/sidetone/appserver");
    private static final Pattern TOLD =
            Pattern.compile("\"((?:thread|turn|item|sidetone)/[A-Za-z/]*[A-Za-z]|error)\"");

    @Inject Methods methods;

    @Test
    void everyMethodHasItsPlaceAndNoOther() {
        assertThat(ProtocolSchema.IT.names("methods")).containsExactlyElementsOf(methods.names());
        for (String name : methods.names()) {
            assertThat(ProtocolSchema.IT.root().at("/methods").path(name).has("experimental"))
                    .as(name)
                    .isEqualTo(methods.find(name).orElseThrow().experimental());
        }
    }

    /** A notification's name stands in the code once, as a text. */
    @Test
    void everyNotificationHasItsPlaceAndNoOther() throws IOException {
        var told = new TreeSet<String>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                TOLD.matcher(Files.readString(file)).results().forEach(m -> told.add(m.group(1)));
            }
        }
        told.removeAll(Set.copyOf(methods.names()));
        told.remove("item/agentMessage/delta"); // joined when an agent streams; none does yet

        assertThat(ProtocolSchema.IT.names("notifications")).isEqualTo(told);
    }

    @Test
    void thePageNamesThemAll() throws IOException {
        String page = Files.readString(Path.of("docs/protocol.md"));
        for (String part : new String[] {"methods", "notifications"}) {
            for (String name : ProtocolSchema.IT.names(part)) {
                assertThat(page).contains("`" + name + "`");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"threadId\":1,\"outputModality\":\"text\"}",
                "{\"threadId\":\"x\",\"outputModality\":\"smell\"}",
                "{\"threadId\":\"x\",\"outputModality\":\"text\",\"transport\":{\"type\":\"webrtc\"}}",
                "{\"threadId\":\"x\",\"outputModality\":\"text\",\"initialItems\":[{\"role\":\"user\"}]}"
            })
    void whatIsWrongIsSeen(String params) throws IOException {
        assertThat(ProtocolSchema.IT.request("thread/realtime/start", JSON.readTree(params)))
                .isNotEmpty();
    }

    @Test
    void aResultWithAnUnknownMemberIsSeen() throws IOException {
        JsonNode result = JSON.readTree("{\"turnId\":\"1\",\"more\":1}");

        assertThat(ProtocolSchema.IT.result("turn/steer", result)).isNotEmpty();
        assertThat(ProtocolSchema.IT.result("account/login/start", result)).isNotEmpty();
    }
}
