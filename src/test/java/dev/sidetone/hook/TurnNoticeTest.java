package dev.sidetone.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.TurnDone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JSON that programs written for Codex read. */
class TurnNoticeTest {

    private static final ConversationId THREAD =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");

    private static JsonNode notice(List<String> asked, String answer) throws Exception {
        String json = TurnNotice.json(new TurnDone(THREAD, "turn-1", asked, answer), Path.of("/w"));
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(128 * 1024);
        return new ObjectMapper().readTree(json);
    }

    @Test
    void itHasTheNamesOfCodex() throws Exception {
        assertThat(notice(List.of("where is the parser", "and its tests"), "In `a.c:1`."))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"type": "agent-turn-complete",
                                         "thread-id": "01890a5d-ac96-774b-bcce-b302099a8057",
                                         "turn-id": "turn-1",
                                         "cwd": "/w",
                                         "client": "sidetone",
                                         "input-messages": ["where is the parser", "and its tests"],
                                         "last-assistant-message": "In `a.c:1`."}
                                        """));
    }

    /** An argument has a largest length; a program that is not started would hear nothing. */
    @Test
    void whatIsTooLongIsCut() throws Exception {
        JsonNode notice = notice(List.of("é".repeat(90_000), "short"), "漢".repeat(90_000));

        assertThat(notice.path("last-assistant-message").asText()).startsWith("漢漢").endsWith("…");
        assertThat(notice.at("/input-messages/0").asText()).startsWith("éé").endsWith("…");
        assertThat(notice.at("/input-messages/1").asText()).isEqualTo("short");
    }
}
