package dev.sidetone.embedded.speech;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Counts word errors of transcripts, written forms brought to spoken ones first. Not thread-safe.
 */
final class WordErrors {

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private int errors;
    private int words;

    /** Compares one transcript with what was really said, in lower case without marks. */
    void add(String said, String heard) {
        List<String> reference = words(said);
        errors += Distance.of(reference, words(heard));
        words += reference.size();
    }

    double rate() {
        return (double) errors / words;
    }

    @Override
    public String toString() {
        return "%.1f %% (%d of %d words)".formatted(100 * rate(), errors, words);
    }

    private static List<String> words(String text) {
        String plain =
                text.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT)
                        .replace("mr.", "mister")
                        .replaceAll("(?<=\\w)\\.(?=[a-z])", " dot ")
                        .replace("/", " slash ")
                        .replace("'", "");
        String spelled =
                DIGITS.matcher(plain).replaceAll(m -> " " + Numbers.cardinal(m.group()) + " ");
        return Arrays.stream(spelled.split("[^a-z]+")).filter(word -> !word.isEmpty()).toList();
    }
}
