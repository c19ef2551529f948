package dev.sidetone.context;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes few lines of many turns by taking out the most telling ones, those about what the talk came
 * back to again and again. The same turns give the same lines: no model is asked. Pure.
 */
final class Summary {

    private static final int ASKED = 110;
    private static final int ANSWERED = 130;
    private static final int SHORTEST_WORD = 4;

    private Summary() {}

    private record Line(int at, String text, double weight) {}

    static String of(List<TalkTurn> turns, int tokens) {
        if (turns.isEmpty()) {
            return "";
        }
        var budget = new Budget(tokens);
        if (!budget.add("### Earlier, %d turns in short".formatted(turns.size()))) {
            return "";
        }
        List<Line> taken =
                byWeight(turns).stream()
                        .filter(line -> fits(line, budget))
                        .sorted(Comparator.comparingInt(Line::at))
                        .toList();
        if (taken.isEmpty()) {
            return "";
        }
        String head = budget.text().lines().findFirst().orElse("");
        return head + "\n" + taken.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /**
     * In the order of their weight the lines take their room, in the order of the talk they stand.
     */
    private static boolean fits(Line line, Budget budget) {
        return budget.add(line.text());
    }

    private static List<Line> byWeight(List<TalkTurn> turns) {
        List<Set<String>> words =
                turns.stream().map(t -> words(t.user() + " " + t.answer())).toList();
        Map<String, Integer> seenIn = new HashMap<>();
        words.forEach(set -> set.forEach(word -> seenIn.merge(word, 1, Integer::sum)));
        return IntStream.range(0, turns.size())
                .mapToObj(at ->
                        new Line(
                                at,
                                line(turns.get(at)),
                                weight(words.get(at), seenIn, turns.size())))
                .sorted(
                        Comparator.comparingDouble(Line::weight)
                                .reversed()
                                .thenComparing(Comparator.comparingInt(Line::at).reversed()))
                .toList();
    }

    /**
     * How often the words of a turn come back in others, long turns no better for being long. Words
     * that are in most turns say nothing.
     */
    private static double weight(Set<String> words, Map<String, Integer> seenIn, int turns) {
        double sum =
                words.stream()
                        .mapToInt(word -> seenIn.getOrDefault(word, 1))
                        .filter(times -> times <= (turns + 1) / 2)
                        .mapToDouble(times -> times - 1.0)
                        .sum();
        return sum / Math.sqrt(words.size() + 1.0);
    }

    private static String line(TalkTurn turn) {
        String asked = "- " + shortened(firstSentence(turn.user()), ASKED);
        String answer = firstSentence(turn.answer());
        return answer.isEmpty() ? asked : asked + " → " + shortened(answer, ANSWERED);
    }

    private static String firstSentence(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        for (int i = 0; i + 1 < flat.length(); i++) {
            boolean ends = ".!?".indexOf(flat.charAt(i)) >= 0 && flat.charAt(i + 1) == ' ';
            if (ends) {
                return flat.substring(0, i + 1);
            }
        }
        return flat;
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : Tokens.start(text, most) + "…";
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_]+")) {
            if (word.length() >= SHORTEST_WORD) {
                words.add(word);
            }
        }
        return words;
    }
}
