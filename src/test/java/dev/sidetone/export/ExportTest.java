package dev.sidetone.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.conversation.Visible;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExportTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private static final ConversationId ID = ConversationId.create(1, new Random(1));

    private static Conversation about(String title) {
        return new Conversation(ID, title, "w", "/w", NOON, NOON, 1);
    }

    private static String markdown(Item item) {
        return Export.MARKDOWN.text(about("t"), List.of(item));
    }

    @Property(tries = 500)
    void whatWasSaidStaysInsideItsQuote(@ForAll("hostile") String said) {
        String page = markdown(NewItem.text(ID, "a", Item.Role.USER, said, NOON).at(1));

        String body = page.substring(page.indexOf("\n## You") + 1);
        assertThat(body.lines().skip(2)).isNotEmpty().allMatch(line -> line.startsWith("> "));
        assertThat(body.replaceAll("\\\\.", "").lines().skip(2).map(line -> line.substring(2)))
                .noneMatch(line -> line.matches(".*[<>\\[\\]`*_#|].*"));
    }

    @Property(tries = 500)
    void toolDataCannotCloseItsFence(@ForAll("hostile") String data) {
        String page = markdown(NewItem.toolOutput(ID, "a", "grep", "c", data, NOON).at(1));

        List<String> lines = page.lines().toList();
        int open =
                lines.indexOf(
                        lines.stream()
                                .filter(l -> l.matches("`{3,}text"))
                                .findFirst()
                                .orElseThrow());
        String fence = lines.get(open).replace("text", "");
        assertThat(lines.subList(open + 1, lines.size() - 1))
                .noneMatch(line -> line.strip().matches("`{" + fence.length() + ",}"));
        assertThat(lines.getLast()).isEqualTo(fence);
    }

    @Property(tries = 500)
    void whatWasSaidCannotBeginACue(@ForAll("hostile") String said) {
        var items = List.of(spoken("a", "before", 0), spoken("b", said, 5), spoken("c", "x", 9));
        long cues = said.isBlank() ? 2 : 3;

        for (Export format : List.of(Export.SRT, Export.VTT)) {
            String file = format.text(about("t --> t"), items);

            assertThat(file.lines().filter(line -> line.contains("-->"))).hasSize((int) cues);
            assertThat(file.split("\n\n")).hasSize((int) cues + (format == Export.VTT ? 1 : 0));
        }
        assertThat(Export.VTT.text(about("t"), items).replaceAll("</?v[^>]*>", ""))
                .doesNotContainPattern("[<>](?<!-->)");
    }

    /** Nobody knows how long typed words took; what was spoken took as long as it took. */
    @Example
    void aCueLastsAsLongAsItWasHeard() {
        Item typed = spoken("a", "typed", 0);
        Item cut = spoken("b", "A long answer", 2).cutTo(700, "A long");

        assertThat(Export.SRT.text(about("t"), List.of(typed, cut)))
                .isEqualTo(
                        """
                        1
                        00:00:00,000 --> 00:00:01,000
                        You: typed

                        2
                        00:00:02,000 --> 00:00:02,700
                        You: A long

                        """);
    }

    @Property(tries = 500)
    void noCellIsAFormula(@ForAll("hostile") String said) {
        String table = Export.CSV.text(about("t"), List.of(spoken("a", said, 0)));

        assertThat(table.split("\r\n", 2)[1]).doesNotContainPattern(",\"?[=+@-][^,]*");
    }

    @Property(tries = 500)
    void whatWasSaidIsNoMarkupOfThePage(@ForAll("hostile") String said) {
        String page = Export.HTML.text(about(said), List.of(spoken("a", said, 0)));
        String empty = Export.HTML.text(about("x"), List.of(spoken("a", "x", 0)));

        assertThat(page.replaceAll("[^<>\"]", "")).isEqualTo(empty.replaceAll("[^<>\"]", ""));
    }

    @Property(tries = 200)
    void eachLineOfJsonLinesIsWhole(@ForAll("hostile") String said) throws IOException {
        var items = List.of(spoken("a", said, 0), spoken("b", "x", 1));

        List<String> lines = Export.JSONL.text(about(said), items).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(new ObjectMapper().readTree(lines.get(1)).path("text").asText())
                .isEqualTo(Visible.storable(said));
    }

    @Property(tries = 200)
    void inPlainTextOnlyASpeakerBeginsALine(@ForAll("hostile") String said) {
        String text = Export.TEXT.text(about("t"), List.of(spoken("a", said, 0)));

        assertThat(text.lines().skip(3)).isNotEmpty();
        assertThat(text.lines().skip(4)).allMatch(line -> line.startsWith("    "));
    }

    private static Item spoken(String id, String text, int second) {
        return NewItem.text(ID, id, Item.Role.USER, text, NOON.plusSeconds(second)).at(second + 1);
    }

    @Example
    void fileNamesAreAsciiWords() {
        assertThat(Export.JSON.fileName(about("Where is \"X\"?\r\nSet-Cookie: ä")))
                .matches("where-is-x-set-cookie-[0-9a-f]{8}\\.json");
        assertThat(Export.MARKDOWN.fileName(about("漢字")))
                .startsWith("conversation-")
                .endsWith(".md");
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.strings()
                .withChars("ab \n\r\t`~<>[]()*_#|-+=.!&\\\"'1$^{}\u202e\u0000\u2028é")
                .ofMaxLength(60);
    }
}
