package dev.sidetone.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Item;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The talk so far, in few words. */
class TalkPartTest {

    private final List<Item> items = new ArrayList<>();

    private static String many(String word, int times) {
        return (word + " ").repeat(times).strip();
    }

    @Test
    void turnsStandNewestFirst() {
        Talks.turn(items, "Where is the parser?", "In Parser.java.");
        Talks.turn(items, "Who calls it?", "Only main.");

        assertThat(TalkPart.text(items, 1_200).lines())
                .containsExactly(
                        "## This conversation",
                        "### Latest turn",
                        "User: Who calls it?",
                        "",
                        "Assistant: Only main.",
                        "### Previous turn 1",
                        "User: Where is the parser?",
                        "",
                        "Assistant: In Parser.java.");
    }

    @Test
    void whatTheAssistantSaidBeforeAnyQuestionIsNoTurn() {
        Talks.add(items, Item.Role.ASSISTANT, "Hello, ask me.");

        assertThat(TalkPart.text(items, 1_200)).isEmpty();

        Talks.turn(items, "Where?", "There.");
        assertThat(TalkPart.text(items, 1_200)).doesNotContain("Hello");
    }

    @Test
    void aLongTurnLosesItsMiddle() {
        Talks.turn(items, "Tell me all " + many("asked", 40), many("word", 2_000) + " end.");

        String turn = TalkPart.text(items, 1_200);

        assertThat(turn)
                .contains("User: Tell me all")
                .contains("tokens truncated…")
                .endsWith("end.");
        assertThat(Tokens.of(turn)).isLessThanOrEqualTo(300 + 20);
    }

    @Test
    void ofTurnsThatDoNotFitStaysASummaryOfWhatTheTalkCameBackTo() {
        for (int i = 0; i < 30; i++) {
            Talks.turn(items, "Small talk number " + i + " " + many("filler" + i, 8), "Yes.");
            if (i % 10 == 3) {
                Talks.turn(
                        items,
                        "Which lock does the mailbox take in case " + i + "?",
                        "The mailbox takes a ReentrantLock. More follows.");
            }
        }
        String part = TalkPart.text(items, 400);

        String summary = part.substring(part.indexOf("### Earlier"));
        assertThat(summary)
                .startsWith("### Earlier, ")
                .contains(
                        "- Which lock does the mailbox take in case 3? → The mailbox takes a"
                                + " ReentrantLock.")
                .doesNotContain("More follows");
        assertThat(summary.indexOf("case 3?")).isLessThan(summary.indexOf("case 13?"));
        assertThat(part).isEqualTo(TalkPart.text(items, 400));
        assertThat(items).hasSize(66);
    }

    @Property(tries = 200)
    void itNeverTakesMoreThanItsBudget(
            @ForAll @Size(max = 60) List<@StringLength(max = 400) String> said,
            @ForAll @IntRange(max = 2_000) int tokens) {
        List<Item> talk = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Item.Role role = i % 3 == 0 ? Item.Role.USER : Item.Role.ASSISTANT;
            Talks.add(talk, role, said.get(i));
        }

        assertThat(Tokens.of(TalkPart.text(talk, tokens))).isLessThanOrEqualTo(tokens);
    }

    @Property(tries = 200)
    void aCutTextFitsAndKeepsBothEnds(
            @ForAll @StringLength(min = 200, max = 900) String text,
            @ForAll @IntRange(min = 20, max = 120) int most) {
        String cut = Tokens.cutMiddle(text, most);

        assertThat(Tokens.of(cut)).isLessThanOrEqualTo(most);
        if (!cut.equals(text)) {
            assertThat(cut).containsPattern("…\\d+ tokens truncated…");
        }
    }
}
