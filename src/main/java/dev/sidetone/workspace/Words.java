package dev.sidetone.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts identifiers and prose into the words that people say. */
public final class Words {

    private Words() {}

    /** {@code parseHTTPConfig_v2} is parse, http, config, v, 2: lower case, digits apart. */
    public static List<String> of(String text) {
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (start >= 0 && (!inside || isBoundary(text, i))) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (inside && start < 0) {
                start = i;
            }
        }
        return words;
    }

    private static boolean isBoundary(String text, int i) {
        char before = text.charAt(i - 1);
        char here = text.charAt(i);
        if (Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        boolean lowerFollows = i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
        return !Character.isUpperCase(before) || lowerFollows;
    }

    /** Letters and digits only, in lower case: equal for all ways to write the same name. */
    public static String key(String text) {
        var key = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                key.append(Character.toLowerCase(c));
            }
        }
        return key.toString();
    }

    /** The word's stem, alike for {@code store, stores, stored, storing}. */
    public static String stem(String word) {
        int n = word.length();
        if (n < 4 || !Character.isLetter(word.charAt(n - 1))) {
            return word;
        }
        if (word.endsWith("ies") && n > 4) {
            return word.substring(0, n - 3) + "y";
        }
        if (word.endsWith("sses")) {
            return word.substring(0, n - 2);
        }
        if (word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")) {
            return stem(word.substring(0, n - 1));
        }
        for (String ending : List.of("ing", "ed", "er")) {
            if (word.endsWith(ending)
                    && n - ending.length() >= 3
                    && hasVowel(word, n - ending.length())) {
                return undouble(word.substring(0, n - ending.length()));
            }
        }
        return word.endsWith("e") ? word.substring(0, n - 1) : word;
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String undouble(String stem) {
        int n = stem.length();
        boolean doubled = n > 3 && stem.charAt(n - 1) == stem.charAt(n - 2);
        return doubled && "lsz".indexOf(stem.charAt(n - 1)) < 0 ? stem.substring(0, n - 1) : stem;
    }
}
