package dev.sidetone.context;

import dev.sidetone.conversation.Item;
import java.util.List;

/**
 * The talk so far: the last turns word for word, newest first, and of those before them a summary.
 * The record itself is kept in full. Pure.
 */
final class TalkPart {

    /** Of the budget, when there are turns that do not fit. */
    private static final double FOR_SUMMARY = 0.3;

    private TalkPart() {}

    static String text(List<Item> items, int tokens) {
        List<TalkTurn> turns = TalkTurn.of(items);
        if (turns.isEmpty() || tokens == 0) {
            return "";
        }
        int shown = shown(turns, tokens);
        if (shown == turns.size()) {
            return recent(turns, tokens).text();
        }
        int forSummary = (int) (tokens * FOR_SUMMARY);
        Budget recent = recent(turns, tokens - forSummary);
        int older = turns.size() - shown(turns, tokens - forSummary);
        String summary = Summary.of(turns.subList(0, older), forSummary + recent.left() - 1);
        return summary.isEmpty() ? recent.text() : recent.text() + "\n" + summary;
    }

    private static int shown(List<TalkTurn> turns, int tokens) {
        return (int) recent(turns, tokens).text().lines().filter(l -> l.startsWith("### ")).count();
    }

    private static Budget recent(List<TalkTurn> turns, int tokens) {
        var budget = new Budget(tokens);
        if (!budget.add("## This conversation")) {
            return budget;
        }
        int number = 0;
        for (TalkTurn turn : turns.reversed()) {
            String head = number == 0 ? "### Latest turn" : "### Previous turn " + number;
            if (!budget.add(head + "\n" + unheaded(turn.whole()))) {
                break;
            }
            number++;
        }
        return budget;
    }

    /** An answer's own headings would look like ours. */
    private static String unheaded(String text) {
        return text.replaceAll("(?m)^#+ *", "");
    }
}
