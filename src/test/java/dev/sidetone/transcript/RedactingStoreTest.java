package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.export.Export;
import dev.sidetone.redaction.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planted secret is in nothing that is kept. */
class RedactingStoreTest {

    private static final String CANARY = "ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String SPOKEN = "purple walrus";
    private static final String WORDS = "Push with " + CANARY + ". My password is " + SPOKEN + ".";

    @TempDir private Path folder;

    private ConversationId talk(TranscriptStore store) {
        ConversationId id = store.create("sidetone", Path.of("/src")).id();
        Item said = store.append(NewItem.speech(id, "q", Item.Role.USER, WORDS, NOON, 0, 900));
        assertThat(said.text())
                .isEqualTo(
                        "Push with [redacted: GitHub token]. My password is [redacted: spoken"
                                + " secret].");
        store.append(NewItem.toolCall(id, "t", "run", "c", "{\"env\":\"" + CANARY + "\"}", NOON));
        store.append(NewItem.toolOutput(id, "o", "run", "c", WORDS, NOON));
        store.append(NewItem.handoff(id, "h", WORDS, NOON));
        store.append(NewItem.note(id, "n", WORDS, NOON));
        store.append(NewItem.text(id, "a", Item.Role.ASSISTANT, WORDS + " and more", NOON));
        store.markInterrupted(id, "a", 900, WORDS);
        return id;
    }

    @Test
    void noCanaryIsInTheFileTheSearchOrAnyExport() throws IOException {
        ConversationId id;
        try (var store = new RedactingStore(Stores.open(folder), Redactor.standard(), Vault.NONE)) {
            id = talk(store);
            for (Export format : Export.values()) {
                assertThat(format.text(store.find(id).orElseThrow(), store.items(id)))
                        .as(format.title())
                        .contains("redacted")
                        .doesNotContain(CANARY, SPOKEN);
            }
            for (String words : List.of("walrus", "16C7e42F292c6912E7710c838347Ae178B4a*")) {
                var read = (SearchReading.Understood) SearchLanguage.read(words);
                assertThat(store.search(SearchQuery.newest(read.terms(), 9)).hits()).isEmpty();
            }
            assertThat(store.cleaned(WORDS)).doesNotContain(CANARY, SPOKEN);
        }
        assertThat(bytes()).contains("Push with").doesNotContain(CANARY, SPOKEN, "walrus");
    }

    @Test
    void titlesAndWhatIsTakenInAreCleanToo() throws IOException {
        try (var open = Stores.open(folder.resolve("open"));
                var store =
                        new RedactingStore(Stores.open(folder), Redactor.standard(), Vault.NONE)) {
            ConversationId id = open.create("sidetone", Path.of("/src")).id();
            open.append(NewItem.text(id, "q", Item.Role.USER, WORDS, NOON));
            store.bring(open.find(id).orElseThrow(), open.items(id));
            assertThat(store.items(id).getFirst().text()).doesNotContain(CANARY, SPOKEN);
            assertThat(store.find(id).orElseThrow().title()).doesNotContain(CANARY, SPOKEN);

            store.change(id, List.of(new ConversationChange.Retitle(CANARY)));
            assertThat(store.find(id).orElseThrow().title()).isEqualTo("[redacted: GitHub token]");
        }
        assertThat(bytes()).doesNotContain(CANARY, SPOKEN);
    }

    private String bytes() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
