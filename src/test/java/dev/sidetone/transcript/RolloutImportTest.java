package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.export.Import;
import dev.sidetone.export.ImportException;
import dev.sidetone.export.Skips;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Codex wrote about its sessions. The file was written by Codex 0.169.0, its prompts cut. */
class RolloutImportTest {

    private static final String META =
            """
            {"timestamp":"2026-05-01T12:00:00Z","type":"session_meta","payload":{"id":"0198c0de-0000-7000-8000-000000000001","timestamp":"2026-05-01T12:00:00Z","cwd":"C:\\\\src\\\\shop"}}
            """;

    @TempDir private Path folder;
    private SqlTranscriptStore store;

    @BeforeEach
    void open() {
        store = Stores.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Import.Taken take(String file) throws IOException {
        List<Import.Taken> taken =
                new Import(store).read(new StringReader(file), Import.Source.of("x.jsonl", NOON));
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    private static String recorded() throws IOException {
        return Files.readString(Path.of("src/test/resources/import/codex-0.169.0.jsonl"));
    }

    @Test
    void whatWasSaidAndDoneIsTakenIn() throws Exception {
        Import.Taken taken = take(recorded());

        assertThat(store.items(taken.conversation()))
                .extracting(Item::role, Item::kind, Item::toolName, RolloutImportTest::brief)
                .containsExactly(
                        row(Item.Role.USER, Item.Kind.TEXT, null, "Where is the session"),
                        row(
                                Item.Role.AGENT,
                                Item.Kind.TOOL_CALL,
                                "exec_command",
                                "{\"cmd\":\"echo hello\"}"),
                        row(
                                Item.Role.AGENT,
                                Item.Kind.TOOL_OUTPUT,
                                "exec_command",
                                "Chunk ID: d98765\nWal"),
                        row(Item.Role.AGENT, Item.Kind.TEXT, null, "Answer number 2."),
                        row(Item.Role.USER, Item.Kind.TEXT, null, "And who calls it?"),
                        row(Item.Role.AGENT, Item.Kind.TEXT, null, "Answer number 3."));
        Conversation conversation = store.find(taken.conversation()).orElseThrow();
        assertThat(conversation.title()).isEqualTo("Where is the session manager defined?");
        assertThat(conversation.workspace()).isEqualTo("shop");
        assertThat(conversation.workspaceRoot()).isEmpty();
        assertThat(taken.skipped().count()).isZero();
        assertThat(taken.skipped().records())
                .containsEntry("reasoning", 1L)
                .containsEntry("turn_context", 2L)
                .containsEntry("context", 1L)
                .containsEntry("instructions", 1L);
        Item call = store.items(taken.conversation()).get(1);
        Item output = store.items(taken.conversation()).get(2);
        assertThat(output.toolCallId()).isEqualTo(call.toolCallId()).isEqualTo("call_1");
    }

    private static String brief(Item item) {
        return item.text().substring(0, Math.min(20, item.text().length()));
    }

    private static org.assertj.core.groups.Tuple row(Object... values) {
        values[3] = ((String) values[3]).substring(0, Math.min(20, ((String) values[3]).length()));
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void aLongerVersionOfTheSameSessionAddsWhatItHasMore() throws Exception {
        String whole = recorded();
        String half = whole.substring(0, whole.indexOf("\n", whole.length() / 2) + 1);
        long first = take(half).added();
        assertThat(first).isPositive().isLessThan(6);

        assertThat(take(whole).added()).isEqualTo(6 - first);
        List<Item> items = store.items(take(whole).conversation());

        assertThat(take(whole).added()).isZero();
        assertThat(items).hasSize(6).extracting(Item::itemId).doesNotHaveDuplicates();
        assertThat(store.items(take(half).conversation())).isEqualTo(items);
    }

    @Test
    void whatWasSpokenIsTakenInAsSpeech() throws Exception {
        Import.Taken taken =
                take(
                        META
                                + """
                                {"timestamp":"2026-05-01T12:00:10Z","ordinal":1,"type":"realtime_item","payload":{"id":"s","realtime_session_id":"voice-1","type":"realtime_session_started"}}
                                {"timestamp":"2026-05-01T12:00:12Z","ordinal":2,"type":"realtime_item","payload":{"id":"u","realtime_session_id":"voice-1","type":"transcript_segment","role":"user","text":"Inspect the parser"}}
                                {"timestamp":"2026-05-01T12:00:14Z","ordinal":3,"type":"realtime_item","payload":{"id":"a","realtime_session_id":"voice-1","type":"transcript_segment","role":"assistant","text":"I will."}}
                                """);

        assertThat(store.items(taken.conversation()))
                .extracting(Item::role, Item::kind, Item::callId, Item::startMs, Item::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Item.Role.USER,
                                Item.Kind.SPEECH,
                                "voice-1",
                                2000L,
                                "Inspect the parser"),
                        org.assertj.core.groups.Tuple.tuple(
                                Item.Role.ASSISTANT,
                                Item.Kind.SPEECH,
                                "voice-1",
                                4000L,
                                "I will."));
        assertThat(store.find(taken.conversation()).orElseThrow().workspace()).isEqualTo("shop");
    }

    @Test
    void theOldestFormIsReadToo() throws Exception {
        Import.Taken taken =
                take(
                        """
                        {"id":"0198c0de-0000-7000-8000-000000000002","timestamp":"2025-06-01T12:00:00.000Z","instructions":null}
                        {"record_type":"state"}
                        {"type":"message","role":"user","content":[{"type":"input_text","text":"<environment_context>x"}]}
                        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"},{"type":"input_image","image_url":"data:x"}]}
                        {"type":"local_shell_call","call_id":"c","action":{"type":"exec","command":["ls"]}}
                        {"type":"function_call_output","call_id":"c","output":{"content":"done","success":true}}
                        """);

        assertThat(store.items(taken.conversation()))
                .extracting(Item::text)
                .containsExactly(
                        "Hello\n[image]", "{\"type\":\"exec\",\"command\":[\"ls\"]}", "done");
        assertThat(taken.skipped().records())
                .containsEntry("state", 1L)
                .containsEntry("context", 1L);
    }

    @Test
    void whatIsNotKnownIsToldWithItsLine() throws Exception {
        Import.Taken taken =
                take(
                        META
                                + """
                                {"timestamp":"2026-05-01T12:00:01Z","type":"future_row","payload":{}}

                                {"timestamp":"2026-05-01T12:00:02Z","type":"response_item","payload":{"type":"dream","id":"d"}}
                                [1]
                                {"timestamp":"2026-05-01T12:00:03Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}}
                                {"timestamp":"2026-05-01T12:0\
                                """);

        assertThat(taken.items()).isEqualTo(1);
        assertThat(taken.skipped().count()).isEqualTo(4);
        assertThat(taken.skipped().lines())
                .containsExactly(
                        new Skips.Line(2, "has a record that is not known: future_row"),
                        new Skips.Line(4, "has an item that is not known: dream"),
                        new Skips.Line(5, "is no JSON object"),
                        new Skips.Line(7, "is cut off"));
    }

    @Test
    void aBrokenLineIsNamed() {
        assertThatThrownBy(() -> take(META + "{\"timestamp\": nothing}\n{}\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("Line 2: that is no JSON, at column");
        assertThatThrownBy(() ->
                        take("{\"timestamp\":\"2026-05-01T12:00:00Z\",\"type\":\"event_msg\"}\n"))
                .hasMessageContaining("Line 1: a Codex rollout begins with `session_meta`");
        assertThatThrownBy(() -> take(META.replace("0198c0de-", "0198c0d")))
                .hasMessageContaining("Line 1: the session's id is no UUID");
    }
}
