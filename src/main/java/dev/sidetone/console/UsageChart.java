package dev.sidetone.console;

import dev.sidetone.usage.UsageSum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Columns of tokens by day, in units of a picture that is {@code width} wide and 100 high. A range
 * of many days is drawn by weeks or longer, so that a column stays wide enough to be seen.
 *
 * @param summary the picture in a sentence
 */
record UsageChart(
        int width, List<Column> columns, String first, String last, String most, String summary) {

    private static final int MOST_COLUMNS = 92;
    private static final int STEP = 10;
    private static final int HEIGHT = 100;

    /** One column from the bottom: what went in anew, what was cached, what came out. */
    record Column(int x, String label, List<Part> parts) {}

    /**
     * @param kind {@code in}, {@code cached} or {@code out}
     */
    record Part(String kind, int y, int height) {}

    static UsageChart of(UsagePage.Range range, List<UsageSum> days) {
        List<UsageSum> sums = filled(range, days);
        long most = sums.stream().mapToLong(sum -> sum.tokens().total()).max().orElse(0);
        var columns = new ArrayList<Column>();
        for (UsageSum sum : sums) {
            columns.add(column(columns.size() * STEP, sum, Math.max(1, most)));
        }
        String busiest =
                sums.stream()
                        .filter(sum -> most > 0 && sum.tokens().total() == most)
                        .findFirst()
                        .map(UsageSum::key)
                        .orElse("");
        return new UsageChart(
                columns.size() * STEP,
                columns,
                range.from().toString(),
                range.to().toString(),
                number(most),
                summary(range, sums.size(), busiest, most));
    }

    private static String summary(UsagePage.Range range, int columns, String busiest, long most) {
        String what =
                "Tokens from %s to %s in %d columns".formatted(range.from(), range.to(), columns);
        return busiest.isEmpty()
                ? what + "; none were used."
                : "%s; most in that of %s: %s.".formatted(what, busiest, number(most));
    }

    /** Days without calls are there too. */
    private static List<UsageSum> filled(UsagePage.Range range, List<UsageSum> days) {
        Map<String, UsageSum> byDay =
                days.stream().collect(Collectors.toMap(UsageSum::key, sum -> sum));
        long all = range.from().datesUntil(range.to().plusDays(1)).count();
        long step = Math.ceilDiv(all, MOST_COLUMNS);
        var sums = new ArrayList<UsageSum>();
        for (LocalDate day = range.from(); !day.isAfter(range.to()); day = day.plusDays(step)) {
            UsageSum sum = UsageSum.none(day.toString());
            for (int i = 0; i < step; i++) {
                UsageSum one = byDay.get(day.plusDays(i).toString());
                sum = one == null ? sum : sum.plus(one);
            }
            sums.add(sum);
        }
        return sums;
    }

    private static Column column(int x, UsageSum sum, long most) {
        int in = height(sum.tokens().in().total(), most);
        int cached = height(sum.tokens().cached().total(), most);
        int out = height(sum.tokens().out().total(), most);
        return new Column(
                x,
                sum.key() + ": " + number(sum.tokens().total()) + " tokens",
                List.of(
                        new Part("in", HEIGHT - in, in),
                        new Part("cached", HEIGHT - in - cached, cached),
                        new Part("out", HEIGHT - in - cached - out, out)));
    }

    /** What is there is seen. */
    private static int height(long tokens, long most) {
        return tokens == 0 ? 0 : Math.max(1, (int) (tokens * (HEIGHT - 3) / most));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
