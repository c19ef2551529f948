package dev.sidetone.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a file was not taken in.
 *
 * @param lines the first {@value #MOST_TOLD} lines that nobody here knows how to read
 * @param count how many such lines there are in all
 * @param records what was understood and says nothing that a conversation keeps, and how often
 */
public record Skips(List<Line> lines, long count, Map<String, Long> records) {

    /** Nothing was left out. */
    public static final Skips NONE = new Skips(List.of(), 0, Map.of());

    private static final int MOST_TOLD = 20;
    private static final int MOST_KINDS = 100;
    private static final int LONGEST_KIND = 60;

    /** A line, counted from 1, and why it is left out. */
    public record Line(long number, String why) {}

    public Skips {
        lines = List.copyOf(lines);
        records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
    }

    /** Gathers them; what it holds is bounded. */
    static final class Tally {

        private final List<Line> lines = new ArrayList<>();
        private final Map<String, Long> records = new TreeMap<>();
        private long count;

        void line(long number, String why) {
            count++;
            if (lines.size() < MOST_TOLD) {
                lines.add(new Line(number, why));
            }
        }

        void record(String kind) {
            String name = brief(kind);
            if (records.containsKey(name) || records.size() < MOST_KINDS) {
                records.merge(name, 1L, Long::sum);
            }
        }

        Skips all() {
            return new Skips(lines, count, records);
        }
    }

    /** A name of somebody else's file, fit to be shown. */
    static String brief(String name) {
        String shown = name.replaceAll("[^\\p{Graph} ]", "?");
        return shown.length() <= LONGEST_KIND ? shown : shown.substring(0, LONGEST_KIND) + "…";
    }
}
