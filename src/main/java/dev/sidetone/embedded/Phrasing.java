package dev.sidetone.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an answer into the pieces that are synthesised one by one. The first piece is short where
 * the language allows it, as it decides how soon something is heard. Joined by single spaces the
 * pieces are the text again. Pure.
 */
final class Phrasing {

    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?…])[\"')\\]]*\\s+(?=[\"'(\\[]?[\\p{Lu}\\p{N}/`])");
    private static final Pattern ABBREVIATION =
            Pattern.compile(".*\\b(?:e\\.g|i\\.e|etc|vs|no|approx)\\.$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BREAK =
            Pattern.compile(
                    "(?<=[,;:])\\s+|\\s+(?=[–—(])"
                            + "|\\s+(?=(?:and|but|or|which|where|because|so|while|in|at|from|with"
                            + "|called|defined)\\s)");

    private static final int FIRST_MAX = 6;
    private static final int FIRST_LIMIT = 12;
    private static final int FIRST_MIN = 2;
    private static final int PIECE_MAX = 22;

    private Phrasing() {}

    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        for (String sentence : sentences(text.strip())) {
            if (pieces.isEmpty()) {
                first(sentence, pieces);
            } else {
                longer(sentence, pieces);
            }
        }
        return pieces;
    }

    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        int from = 0;
        Matcher end = SENTENCE_END.matcher(text);
        while (end.find()) {
            String sentence = text.substring(from, end.end()).strip();
            if (!ABBREVIATION.matcher(sentence).matches()) {
                sentences.add(sentence);
                from = end.end();
            }
        }
        if (from < text.length()) {
            sentences.add(text.substring(from).strip());
        }
        return sentences;
    }

    private static void first(String sentence, List<String> pieces) {
        if (spokenWords(sentence) <= FIRST_MAX) {
            pieces.add(sentence);
            return;
        }
        Matcher at = BREAK.matcher(sentence);
        int best = -1;
        while (at.find()) {
            int before = spokenWords(sentence.substring(0, at.start()));
            int after = words(sentence.substring(at.end()));
            if (before >= FIRST_MIN && after >= FIRST_MIN && before <= FIRST_LIMIT) {
                if (best < 0 || before <= FIRST_MAX) {
                    best = at.start();
                }
            }
        }
        if (best < 0) {
            longer(sentence, pieces);
            return;
        }
        pieces.add(sentence.substring(0, best).strip());
        longer(sentence.substring(best).strip(), pieces);
    }

    private static void longer(String sentence, List<String> pieces) {
        String rest = sentence;
        while (words(rest) > PIECE_MAX) {
            int cut = lastBreak(rest);
            if (cut < 0) {
                break;
            }
            pieces.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        pieces.add(rest);
    }

    private static int lastBreak(String text) {
        Matcher at = BREAK.matcher(text);
        int best = -1;
        while (at.find()) {
            int before = words(text.substring(0, at.start()));
            if (before > PIECE_MAX && best >= 0) {
                break;
            }
            if (before >= FIRST_MIN && words(text.substring(at.end())) >= FIRST_MIN) {
                best = at.start();
            }
        }
        return best;
    }

    /** Words as they are spoken: "App.java" is more than one. */
    private static int spokenWords(String text) {
        return words(text.replaceAll("[/._]", " ").replaceAll("(\\p{Ll})(?=\\p{Lu})", "$1 "));
    }

    static int words(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? 0 : bare.split("\\s+").length;
    }
}
