package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.export.ConversationsCommand;
import dev.sidetone.export.ExportCommand;
import dev.sidetone.export.ImportCommand;
import dev.sidetone.export.SearchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that work on the record. */
class RecordCommandsTest {

    @TempDir private Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private ConversationId id = new ConversationId("0198c0de-0000-7000-8000-000000000000");

    @BeforeEach
    void talk() {
        try (SqlTranscriptStore store = Stores.open(folder)) {
            id = store.create("sidetone", Path.of("/src")).id();
            store.append(said(id, "a", "Where is the sessionManager?"));
        }
    }

    private int run(
            Function<Supplier<TranscriptStore>, Callable<Integer>> command, String... arguments) {
        return run(folder, command, arguments);
    }

    private int run(
            Path home,
            Function<Supplier<TranscriptStore>, Callable<Integer>> command,
            String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return new CommandLine(command.apply(() -> Stores.open(home)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Test
    void conversationsAreListed() {
        assertThat(run(ConversationsCommand::new)).isZero();
        assertThat(out.toString()).contains(id.value(), "1 items", "Where is the sessionManager?");
        assertThat(run(ConversationsCommand::new, "--json")).isZero();
        assertThat(out.toString()).startsWith("{\"id\":\"" + id).hasLineCount(1);
        assertThat(run(ConversationsCommand::new, "--shelf", "archived")).isZero();
        assertThat(out.toString()).isEqualTo("There are none.\n");
    }

    @Test
    void whatWasSaidIsFound() {
        assertThat(run(SearchCommand::new, "session", "role:user")).isZero();
        assertThat(out.toString()).contains(id + " #1", "You: Where is the sessionManager?");
        assertThat(run(SearchCommand::new, "nowhere")).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing was found.");
        assertThat(run(SearchCommand::new, "role:boss")).isEqualTo(1);
        assertThat(err.toString()).contains("role:boss", "user, assistant");
    }

    @Test
    void whatIsExportedIsImported() throws Exception {
        Path file = folder.resolve("all.jsonl");
        assertThat(run(ExportCommand::new, "-o", file.toString())).isZero();
        assertThat(Files.readString(file)).hasLineCount(2).contains("sessionManager");
        assertThat(run(ExportCommand::new, "-o", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is there already");

        Path other = folder.resolve("other");
        assertThat(run(other, ImportCommand::new, file.toString())).isZero();
        assertThat(out.toString()).contains(id.value(), "of 1 items 1 were new");
        assertThat(run(other, ImportCommand::new, "--json", file.toString())).isZero();
        assertThat(out.toString()).contains("\"added\":0");
        assertThat(run(other, ConversationsCommand::new)).isZero();
        assertThat(out.toString()).contains(id.value());
    }

    @Test
    void aFolderIsTakenInWithWhatIsInItsFolders() throws Exception {
        Path day = Files.createDirectories(folder.resolve("sessions/2026/11/22"));
        String rollout = Files.readString(Path.of("src/test/resources/import/codex-0.169.0.jsonl"));
        Files.writeString(day.resolve("rollout-a.jsonl"), rollout + "{\"type\":\"future_row\"}\n");
        Files.writeString(day.resolve("b.srt"), "1\n00:00:01,000 --> 00:00:02,000\nHello\n");
        Files.writeString(day.resolve("notes.txt"), "not looked at");
        Path broken = Files.writeString(day.resolve("c.vtt"), "WEBVTT\n\nx\ny\n");

        Path other = folder.resolve("other");
        assertThat(run(other, ImportCommand::new, "" + folder.resolve("sessions"))).isEqualTo(1);

        assertThat(out.toString())
                .contains("of 6 items 6 were new", "b: of 1 items 1 were new")
                .contains("rollout-a.jsonl:31 has a record that is not known: future_row");
        assertThat(err.toString()).contains("c.vtt: Line 4: here stand the times").hasLineCount(1);
        Files.delete(broken);
        assertThat(run(other, ImportCommand::new, "--json", "" + folder.resolve("sessions")))
                .isZero();
        assertThat(out.toString()).contains("\"added\":0", "\"line\":31", "\"reasoning\":1");
    }

    @Test
    void oneConversationIsExportedInAFormat() throws Exception {
        Path file = folder.resolve("one.md");

        assertThat(run(ExportCommand::new, id.value(), "--format", "markdown", "-o", "" + file))
                .isZero();

        assertThat(Files.readString(file)).startsWith("# Where is the sessionManager");
    }

    @Test
    void mistakesAreSaid() throws Exception {
        assertThat(run(ExportCommand::new, "nothing")).isEqualTo(1);
        assertThat(err.toString()).contains("no conversation nothing");
        assertThat(run(ImportCommand::new, folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There is no file");
        Path other = Files.writeString(folder.resolve("x.json"), "{\"format\":\"x\"}");
        assertThat(run(ImportCommand::new, other.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("x.json: Entry 1 begins no conversation");
        Path binary = Files.write(folder.resolve("y.json"), new byte[] {(byte) 0xff, 0});
        assertThat(run(ImportCommand::new, binary.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not UTF-8");
    }
}
