package dev.sidetone.agent.guide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns a name as it was said into the ways it may be written. Pure. */
final class SpokenName {

    private static final Map<String, String> NUMBERS =
            Map.ofEntries(
                    Map.entry("zero", "0"),
                    Map.entry("one", "1"),
                    Map.entry("two", "2"),
                    Map.entry("three", "3"),
                    Map.entry("four", "4"),
                    Map.entry("five", "5"),
                    Map.entry("six", "6"),
                    Map.entry("seven", "7"),
                    Map.entry("eight", "8"),
                    Map.entry("nine", "9"),
                    Map.entry("ten", "10"),
                    Map.entry("sixteen", "16"),
                    Map.entry("thirty two", "32"),
                    Map.entry("sixty four", "64"));

    /** "sixty four" must be read before the "four" in it. */
    private static final List<String> LONGEST_NUMBERS_FIRST =
            NUMBERS.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();

    private static final Map<Pattern, String> SIGNS =
            Map.of(
                    sign("dot|point|period|full stop"), ".",
                    sign("forward slash|slash"), "/",
                    sign("under ?score"), "_",
                    sign("dash|hyphen|minus"), "-",
                    sign("hash|pound|hashtag"), "#",
                    sign("colon colon|double colon|scope"), "::",
                    sign("dollar(?: sign)?"), "$");
    private static final Pattern LEADING_SLASH =
            Pattern.compile("^(?:forward )?slash\\s+", Pattern.CASE_INSENSITIVE);

    /** "The speech recognizer" is heard as "this peach recognizer". */
    private static final Pattern TAKEN_OVER =
            Pattern.compile("^this\\s+(?=\\p{L})", Pattern.CASE_INSENSITIVE);

    private SpokenName() {}

    private static Pattern sign(String words) {
        return Pattern.compile("\\s+(?:" + words + ")(?=\\s)\\s+", Pattern.CASE_INSENSITIVE);
    }

    /** As it may be written, most literal first; never empty for a text with a letter. */
    static List<String> readings(String said) {
        var readings = new LinkedHashSet<String>();
        readings.add(said);
        String signs = withSigns(said);
        readings.add(signs);
        readings.add(withNumbers(signs));
        readings.add(joinLetters(signs));
        readings.add(withNumbers(joinLetters(signs)));
        readings.add(TAKEN_OVER.matcher(signs).replaceFirst("s"));
        readings.removeIf(String::isBlank);
        return new ArrayList<>(readings);
    }

    /** The identifiers that a name of several words may be written as. */
    static List<String> spellings(String said) {
        List<String> words = List.of(withSigns(said).split("[\\s-]+"));
        if (words.size() < 2) {
            return words;
        }
        var lower = words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
        String pascal = String.join("", lower.stream().map(SpokenName::capital).toList());
        String camel = lower.getFirst() + pascal.substring(lower.getFirst().length());
        String snake = String.join("_", lower);
        return List.of(
                camel, pascal, snake, snake.toUpperCase(Locale.ROOT), String.join("", lower));
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /**
     * {@code parse config dot java} is parse config.java; {@code slash src slash main} src/main.
     */
    private static String withSigns(String said) {
        String text = LEADING_SLASH.matcher(said).replaceFirst("");
        for (var sign : SIGNS.entrySet()) {
            String written = java.util.regex.Matcher.quoteReplacement(sign.getValue());
            text = sign.getKey().matcher(text).replaceAll(written);
        }
        return text.strip();
    }

    private static String withNumbers(String said) {
        String text = said;
        for (String words : LONGEST_NUMBERS_FIRST) {
            text = text.replaceAll("(?i)\\b" + words + "\\b", NUMBERS.getOrDefault(words, words));
        }
        return text;
    }

    /** Single letters in a row were spelled: {@code g s o n builder} is gson builder. */
    private static String joinLetters(String said) {
        var out = new StringBuilder();
        boolean letter = false;
        for (String word : said.split("\\s+")) {
            String bare = word.replaceAll("[.-]", "");
            boolean single = bare.length() == 1 && Character.isLetterOrDigit(bare.charAt(0));
            if (!out.isEmpty() && !(single && letter)) {
                out.append(' ');
            }
            out.append(single ? bare.toLowerCase(Locale.ROOT) : word);
            letter = single;
        }
        return out.toString();
    }
}
