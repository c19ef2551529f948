package dev.sidetone.transcript;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes a text apart into the words that are indexed and searched for. Every store searches by
 * these, so that all find the same. Pure.
 *
 * <p>An identifier is one word, and its parts beside that: {@code HTTPServer}, {@code http_server}
 * and {@code httpServer} are all {@code httpserver} and {@code http server}. Scripts that are
 * written without spaces give a word for each character.
 */
final class SearchTokens {

    /** More of one text is not searched: it is a tool's output, and no index is made for those. */
    static final int MOST = 8_000;

    private static final int MOST_CHARACTERS = 150_000;
    private static final int LONGEST_WORD = 200;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private SearchTokens() {}

    static List<SearchToken> of(String text) {
        var found = new ArrayList<SearchToken>();
        int at = 0;
        int most = Math.min(text.length(), MOST_CHARACTERS);
        while (at < most && found.size() < MOST) {
            int cp = text.codePointAt(at);
            if (alone(cp)) {
                add(found, text, at, at + Character.charCount(cp));
                at += Character.charCount(cp);
            } else if (begins(cp)) {
                int end = end(text, at);
                add(found, text, at, end);
                at = end;
            } else {
                at += Character.charCount(cp);
            }
        }
        return found;
    }

    private static boolean begins(int cp) {
        return cp == '_' || Character.isLetterOrDigit(cp);
    }

    private static boolean alone(int cp) {
        if (cp < 0x0e00 || !Character.isLetter(cp)) {
            return false;
        }
        return switch (UnicodeScript.of(cp)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static int end(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int cp = text.codePointAt(at);
            if (alone(cp) || !(begins(cp) || isMark(cp))) {
                break;
            }
            at += Character.charCount(cp);
        }
        return at;
    }

    private static boolean isMark(int cp) {
        int type = Character.getType(cp);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static void add(List<SearchToken> to, String text, int start, int end) {
        var parts = new ArrayList<SearchToken>();
        int from = start;
        for (int at = start + 1; at <= end; at++) {
            if (at == end || boundary(text, at, start, end)) {
                String word = plain(text.substring(from, at));
                if (!word.isEmpty()) {
                    parts.add(new SearchToken(word, from, at, List.of()));
                }
                from = at;
            }
        }
        if (parts.size() == 1) {
            to.add(parts.getFirst());
        } else if (!parts.isEmpty()) {
            var whole = new StringBuilder();
            parts.forEach(part -> whole.append(part.word()));
            to.add(new SearchToken(shortened(whole.toString()), start, end, parts));
        }
    }

    /** Whether a part of an identifier ends before {@code at}. */
    private static boolean boundary(String text, int at, int start, int end) {
        char before = text.charAt(at - 1);
        char here = text.charAt(at);
        if (before == '_' || here == '_') {
            return true;
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        boolean acronymEnds =
                Character.isUpperCase(before)
                        && at + 1 < end
                        && Character.isLowerCase(text.charAt(at + 1));
        return at > start
                && (Character.isLowerCase(before) || Character.isDigit(before) || acronymEnds);
    }

    private static String plain(String word) {
        if (word.chars().allMatch(c -> c < 128)) {
            return shortened(word.replace("_", "").toLowerCase(Locale.ROOT));
        }
        String apart = Normalizer.normalize(word, Normalizer.Form.NFKD);
        String bare = MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
        String lower =
                MARKS.matcher(Normalizer.normalize(bare, Normalizer.Form.NFKD)).replaceAll("");
        return shortened(OTHER.matcher(lower).replaceAll("").replace('ς', 'σ'));
    }

    private static String shortened(String word) {
        if (word.length() <= LONGEST_WORD) {
            return word;
        }
        return word.substring(
                0,
                word.offsetByCodePoints(
                        0, Math.min(LONGEST_WORD / 2, word.codePointCount(0, word.length()))));
    }
}
