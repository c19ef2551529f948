package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.export.Export;
import dev.sidetone.export.Import;
import dev.sidetone.export.ImportException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever is done to a file, it is taken in, or refused with the place of the mistake. */
class MutatedImportTest {

    private static final String SPLICES =
            "\n\n|{|}|[|]|\"|-->|\u0000|\uD800|9|-|null|:|,|\r|<v |>|99:99|\\";

    private Path folder = Path.of(".");
    private SqlTranscriptStore store;

    @BeforeProperty
    void open() throws IOException {
        folder = Files.createTempDirectory("mutated");
        store = Stores.open(folder);
    }

    @AfterProperty
    void close() throws IOException {
        store.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 600)
    void aFileIsTakenInOrRefusedWithAPlace(@ForAll("mutated") String file) throws IOException {
        try {
            List<Import.Taken> taken =
                    new Import(store).read(new StringReader(file), Import.Source.of("x.srt", NOON));
            for (Import.Taken one : taken) {
                assertThat(store.items(one.conversation())).hasSizeGreaterThanOrEqualTo(0);
                assertThat(store.find(one.conversation())).isPresent();
            }
        } catch (ImportException e) {
            assertThat(e.getMessage())
                    .matches("(?s).*(?:Line|line|[Ee]ntry|item) \\d+.*")
                    .hasSizeLessThan(1000);
        }
    }

    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<String> file = Arbitraries.of(originals());
        Arbitrary<Long> seed = Arbitraries.longs();
        return net.jqwik.api.Combinators.combine(file, seed)
                .as((text, number) -> mutate(text, new Random(number)));
    }

    /** Some pieces are taken out, doubled, or replaced. */
    private static String mutate(String text, Random random) {
        String[] splices = SPLICES.split("\\|");
        var changed = new StringBuilder(text);
        for (int i = random.nextInt(1, 6); i > 0 && !changed.isEmpty(); i--) {
            int from = random.nextInt(changed.length());
            int to =
                    Math.min(
                            changed.length(), from + random.nextInt(random.nextBoolean() ? 3 : 80));
            switch (random.nextInt(3)) {
                case 0 -> changed.delete(from, to);
                case 1 -> changed.insert(from, changed.substring(from, to));
                default -> changed.replace(from, to, splices[random.nextInt(splices.length)]);
            }
        }
        return changed.toString();
    }

    private static List<String> originals() {
        var id = ConversationId.create(1, new Random(1));
        var talk = new dev.sidetone.conversation.Conversation(id, "A talk", "w", "", NOON, NOON, 2);
        List<Item> items =
                List.of(
                        NewItem.speech(id, "a", Item.Role.USER, "What <is> it?", NOON, 0, 90).at(1),
                        NewItem.toolCall(id, "b", "find", "c", "{}", NOON.plusSeconds(1)).at(2),
                        NewItem.text(id, "d", Item.Role.AGENT, "This.", NOON.plusSeconds(2)).at(3));
        return List.of(
                Export.JSON.text(talk, items),
                Export.JSONL.text(talk, items),
                Export.SRT.text(talk, items),
                Export.VTT.text(talk, items),
                recorded());
    }

    private static String recorded() {
        try {
            return Files.readString(Path.of("src/test/resources/import/codex-0.169.0.jsonl"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
