package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExportTest {

    private static final ConversationId ID = ConversationId.create(1, new Random(1));

    private static Conversation about(String title) {
        return new Conversation(ID, title, "w", "/w", NOON, NOON, 1);
    }

    private static String markdown(Item item) {
        return Export.MARKDOWN.write(about("t"), List.of(item));
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
