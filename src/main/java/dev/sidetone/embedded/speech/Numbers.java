package dev.sidetone.embedded.speech;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers as American English words. */
final class Numbers {

    private static final String[] SMALL =
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                            + " fifteen sixteen seventeen eighteen nineteen")
                    .split(" ");
    private static final String[] TENS =
            "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
    private static final String[] SCALES = {"thousand", "million", "billion", "trillion"};
    private static final int LONGEST_CARDINAL = 15;
    private static final Map<String, String> IRREGULAR =
            Map.of(
                    "one", "first", "two", "second", "three", "third", "five", "fifth", "eight",
                    "eighth", "nine", "ninth", "twelve", "twelfth");
    private static final Set<String> READ_DIGIT_BY_DIGIT =
            Set.of("http", "error", "status", "code", "pin", "extension");
    private static final Set<String> READ_IN_PAIRS = Set.of("port", "line", "lines", "year");

    private Numbers() {}

    /** 0 to 10¹⁵ − 1 as a cardinal. */
    static String cardinal(long number) {
        if (number < 20) {
            return SMALL[(int) number];
        }
        if (number < 100) {
            return TENS[(int) number / 10] + tail(number % 10);
        }
        if (number < 1000) {
            return SMALL[(int) number / 100] + " hundred" + tail(number % 100);
        }
        long unit = 1000;
        int scale = 0;
        while (number / unit >= 1000) {
            unit *= 1000;
            scale++;
        }
        return cardinal(number / unit) + " " + SCALES[scale] + tail(number % unit);
    }

    private static String tail(long rest) {
        return rest == 0 ? "" : " " + cardinal(rest);
    }

    /** A string of digits as a cardinal, digit by digit when it is longer than numbers go. */
    static String cardinal(String digits) {
        return digits.length() > LONGEST_CARDINAL
                ? digits(digits)
                : cardinal(Long.parseLong(digits));
    }

    static String ordinal(String digits) {
        String words = cardinal(digits);
        int last = words.lastIndexOf(' ') + 1;
        String word = words.substring(last);
        String regular =
                word.endsWith("y") ? word.substring(0, word.length() - 1) + "ieth" : word + "th";
        return words.substring(0, last) + IRREGULAR.getOrDefault(word, regular);
    }

    /** One digit after the other. */
    static String digits(String digits) {
        return digits.chars()
                .mapToObj(digit -> SMALL[digit - '0'])
                .collect(Collectors.joining(" "));
    }

    /** Four digits as people read years and ports: nineteen eighty four, eighty eighty. */
    static String pairs(String digits) {
        int number = Integer.parseInt(digits);
        int high = number / 100;
        int low = number % 100;
        if (number % 1000 < 10) {
            return cardinal(number);
        }
        if (low == 0) {
            return cardinal(high) + " hundred";
        }
        return cardinal(high) + (low < 10 ? " oh " : " ") + cardinal(low);
    }

    /**
     * A bare number, read as the word before it asks for: HTTP 404 digit by digit, port 8080 in
     * pairs, 1987 as a year.
     */
    static String inContext(String digits, String wordBefore) {
        if (digits.length() == 3 && READ_DIGIT_BY_DIGIT.contains(wordBefore)) {
            return digits(digits);
        }
        if (digits.length() > 1 && digits.startsWith("0")) {
            return digits(digits);
        }
        boolean year = digits.matches("(1[1-9]|20)\\d\\d");
        if (digits.length() == 4 && (year || READ_IN_PAIRS.contains(wordBefore))) {
            return pairs(digits);
        }
        return cardinal(digits);
    }
}
