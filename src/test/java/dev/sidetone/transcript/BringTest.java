package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static dev.sidetone.transcript.Stores.said;
import static dev.sidetone.transcript.Stores.saidAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.export.Export;
import dev.sidetone.export.Import;
import dev.sidetone.export.ImportException;
import dev.sidetone.export.Skips;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is taken away and brought back. */
class BringTest {

    @TempDir private Path folder;
    private SqlTranscriptStore store;

    SqlTranscriptStore opened(String place) {
        return Stores.open(folder.resolve(place));
    }

    @BeforeEach
    void open() {
        store = opened("here");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ConversationId talk() {
        ConversationId id = store.create("sidetone", Path.of("/src/sidetone")).id();
        store.append(
                NewItem.speech(id, "q", Item.Role.USER, "Wear is it", NOON, 5, 900)
                        .inCall("rtc_1")
                        .with(
                                ItemDetails.NONE
                                        .in("en")
                                        .sure(0.75)
                                        .from("Firefox")
                                        .linked(
                                                new ItemLink(
                                                        ItemLink.Kind.COMMIT, "abc1", "Mend"))));
        store.edit(id, "q", "Where is \"it\"?\nHere?");
        store.append(NewItem.toolCall(id, "t", "find", "call_1", "{\"a\":1}", NOON.plusSeconds(2)));
        store.append(
                NewItem.toolOutput(id, "o", "find", "call_1", "漢字 \u2028", NOON.plusMillis(1)));
        store.append(
                NewItem.speech(
                                id,
                                "a",
                                Item.Role.ASSISTANT,
                                "In Main, and",
                                NOON.plusSeconds(3),
                                2000,
                                4000)
                        .citing(List.of(new Citation("src/Main.java", 3, 9, "Main"))));
        store.markInterrupted(id, "a", 1250, "In Main");
        store.change(
                id,
                List.of(
                        new ConversationChange.Tag(List.of("wire", "v 2")),
                        new ConversationChange.Pin(true),
                        new ConversationChange.Hold(true)));
        return id;
    }

    private static String file(TranscriptStore of, ConversationId id, Export format)
            throws Exception {
        var text = new StringBuilder();
        format.write(of.find(id).orElseThrow(), of.eachItem(id), text);
        return text.toString();
    }

    private static List<Import.Taken> take(TranscriptStore into, String file) throws Exception {
        return new Import(into).read(new StringReader(file), Import.Source.of("", NOON));
    }

    @ParameterizedTest
    @EnumSource(
            value = Export.class,
            names = {"JSON", "JSONL"})
    void aRoundTripLosesNothing(Export format) throws Exception {
        ConversationId id = talk();
        String away = file(store, id, format);
        try (var there = opened("there")) {

            List<Import.Taken> taken = take(there, away);

            assertThat(taken)
                    .containsExactly(
                            new Import.Taken(id, "Where is \"it\"? Here?", 4, 4, Skips.NONE));
            assertThat(file(there, id, format)).isEqualTo(away);
            assertThat(there.items(id)).isEqualTo(store.items(id));
            Conversation here = store.find(id).orElseThrow();
            assertThat(there.find(id).orElseThrow())
                    .usingRecursiveComparison()
                    .ignoringFields("workspaceRoot")
                    .isEqualTo(here);
            assertThat(take(there, away).getFirst().added()).isZero();
            assertThat(file(there, id, format)).isEqualTo(away);
        }
    }

    @Test
    void whatIsThereStaysAndWhatIsMissingIsAdded() throws Exception {
        ConversationId id = talk();
        String away = file(store, id, Export.JSONL);
        try (var there = opened("there")) {
            there.bring(store.find(id).orElseThrow(), store.items(id).subList(0, 1));
            there.append(said(id, "new", "Said there"));
            there.change(id, List.of(new ConversationChange.Retitle("Renamed there")));

            assertThat(take(there, away).getFirst().added()).isEqualTo(3);

            assertThat(there.find(id).orElseThrow().title()).isEqualTo("Renamed there");
            assertThat(there.items(id))
                    .extracting(Item::itemId)
                    .containsExactlyInAnyOrder("q", "t", "o", "a", "new");
            assertThat(there.items(id)).extracting(Item::seq).doesNotHaveDuplicates();
            assertThat(there.append(said(id, "next", "And on")).seq())
                    .isGreaterThan(
                            there.items(id).stream().mapToLong(Item::seq).max().orElse(0) - 1);
        }
    }

    @Test
    void whatWasDeletedIsBackAfterAnImport() throws Exception {
        ConversationId id = talk();
        store.change(id, List.of(new ConversationChange.Hold(false)));
        String away = file(store, id, Export.JSON);
        store.change(id, List.of(new ConversationChange.Delete(NOON)));

        assertThat(take(store, away).getFirst().added()).isZero();

        assertThat(file(store, id, Export.JSON)).isEqualTo(away);
    }

    @Test
    void severalConversationsComeInOneFile() throws Exception {
        ConversationId one = talk();
        ConversationId two = talk();
        String away = file(store, one, Export.JSONL) + file(store, two, Export.JSONL);
        try (var there = opened("there")) {
            assertThat(take(there, away))
                    .extracting(Import.Taken::conversation)
                    .containsExactly(one, two);
            assertThat(there.items(two)).isEqualTo(store.items(two));
        }
    }

    @Test
    void aLongConversationIsReadInPagesInTheOrderOfSpeech() {
        ConversationId id = store.create("sidetone", Path.of("/src")).id();
        var random = new Random(3);
        for (int i = 0; i < 1_203; i++) {
            store.append(saidAt(id, "i" + i, NOON.plusSeconds(random.nextInt(300))));
        }

        var read = new ArrayList<Item>();
        store.eachItem(id).forEachRemaining(read::add);

        assertThat(read).isEqualTo(store.items(id));
    }

    @Test
    void nothingIsTakenInWhileTheFileTakesNothing() throws Exception {
        ConversationId id = talk();
        String away = file(store, id, Export.JSON);
        Path there = folder.resolve("there");
        Files.createDirectories(there.resolve("sidetone.db"));
        try (var broken = Stores.open(there)) {
            assertThatThrownBy(() -> take(broken, away))
                    .isInstanceOf(TranscriptException.class)
                    .hasMessageContaining("Try again");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                " | is empty",
                "{ | line 1, column",
                "[] | is empty",
                "{} | begins no conversation",
                "{\"format\":\"sidetone.conversation\",\"version\":9} | reads version 1",
                "{\"format\":\"sidetone.conversation\",\"version\":1} | `createdAt` is a text",
                "{\"format\":\"sidetone.conversation\",\"version\":1,\"conversation\":{\"createdAt\":\"noon\"}} | no time such as",
                "{\"format\":\"sidetone.conversation\",\"version\":1,\"conversation\":{\"createdAt\":\"2026-05-01T12:00:00Z\",\"id\":\"x\"}} | a UUID",
                "{\"format\":\"sidetone.conversation.lines\",\"version\":1,\"conversation\":{\"createdAt\":\"2026-05-01T12:00:00Z\",\"id\":\"0198c0de-0000-7000-8000-000000000000\",\"title\":\"\",\"workspace\":\"\"}}{\"itemId\":\"a\",\"seq\":0} | In item 2, `seq`",
                "{\"format\":\"sidetone.conversation.lines\",\"version\":1,\"conversation\":{\"createdAt\":\"2026-05-01T12:00:00Z\",\"id\":\"0198c0de-0000-7000-8000-000000000000\",\"title\":\"\",\"workspace\":\"\"}}{\"itemId\":\"a\",\"seq\":1,\"role\":\"boss\"} | `role` is one of user",
            })
    void aFileThatIsNoneOfOursIsRefusedWithThePlace(String file, String words) {
        assertThatThrownBy(() -> take(store, Optional.ofNullable(file).orElse("")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(words);
    }
}
