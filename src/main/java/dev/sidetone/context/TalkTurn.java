package dev.sidetone.context;

import dev.sidetone.conversation.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * What the person said or typed, and what came back.
 *
 * @param user one or more lines
 * @param answer as it was said aloud if it was, otherwise as it was shown
 */
record TalkTurn(String user, String answer) {

    private static final int MOST_TOKENS = 300;

    /** The turns of a conversation, oldest first; what was said before any question is no turn. */
    static List<TalkTurn> of(List<Item> items) {
        List<TalkTurn> turns = new ArrayList<>();
        String user = "";
        String said = "";
        String shown = "";
        for (Item item : items) {
            if (!isWords(item)) {
                continue;
            }
            switch (item.role()) {
                case USER -> {
                    boolean goesOn = said.isEmpty() && shown.isEmpty();
                    if (!goesOn) {
                        turns.add(new TalkTurn(user, said.isEmpty() ? shown : said));
                        said = "";
                        shown = "";
                    }
                    user = goesOn ? joined(user, item.text()) : item.text().strip();
                }
                case ASSISTANT -> said = user.isEmpty() ? "" : joined(said, item.text());
                case AGENT -> shown = user.isEmpty() ? "" : joined(shown, item.text());
                case SYSTEM -> {}
            }
        }
        if (!user.isEmpty()) {
            turns.add(new TalkTurn(user, said.isEmpty() ? shown : said));
        }
        return turns;
    }

    private static boolean isWords(Item item) {
        return (item.kind() == Item.Kind.SPEECH || item.kind() == Item.Kind.TEXT)
                && !item.text().isBlank();
    }

    private static String joined(String before, String more) {
        return before.isEmpty() ? more.strip() : before + "\n" + more.strip();
    }

    String whole() {
        String text =
                answer.isEmpty() ? "User: " + user : "User: " + user + "\n\nAssistant: " + answer;
        return Tokens.cutMiddle(text, MOST_TOKENS);
    }
}
