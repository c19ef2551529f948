package dev.sidetone.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether what was heard as the user's words is the assistant's own voice, come back through the
 * microphone. Judged by the words alone, for providers whose sound we never hear. Pure.
 */
final class EchoText {

    /** Few words may well be a person's who repeats them. */
    private static final int ENOUGH = 4;

    private static final double MOSTLY = 0.8;

    private EchoText() {}

    /** The words must come in the order in which they were said. */
    static boolean echo(String heard, String said) {
        List<String> heardWords = words(heard);
        List<String> saidWords = words(said);
        if (heardWords.size() < ENOUGH) {
            return false;
        }
        return inOrder(heardWords, saidWords) >= heardWords.size() * MOSTLY;
    }

    /** The length of the longest common subsequence. */
    private static int inOrder(List<String> heard, List<String> said) {
        int[] row = new int[said.size() + 1];
        for (String word : heard) {
            int corner = 0;
            for (int i = 1; i <= said.size(); i++) {
                int above = row[i];
                row[i] = word.equals(said.get(i - 1)) ? corner + 1 : Math.max(above, row[i - 1]);
                corner = above;
            }
        }
        return row[said.size()];
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
