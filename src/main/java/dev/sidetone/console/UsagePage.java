package dev.sidetone.console;

import dev.sidetone.usage.Cost;
import dev.sidetone.usage.Parked;
import dev.sidetone.usage.Price;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the page of usage shows.
 *
 * @param trouble why nothing can be shown; empty when it can
 */
record UsagePage(
        Range range,
        String by,
        List<Choice> choices,
        UsageChart chart,
        List<Row> rows,
        Row total,
        List<PriceRow> prices,
        String trouble) {

    static final List<By> CHOICES =
            List.of(
                    By.DAY,
                    By.WORKSPACE,
                    By.PROVIDER,
                    By.MODEL,
                    By.USER,
                    By.AGENT,
                    By.CONVERSATION);
    private static final int MOST_DAYS = 3_700;

    /** From the first to the last day, both within. */
    record Range(LocalDate from, LocalDate to) {

        boolean shown() {
            long days = ChronoUnit.DAYS.between(from, to);
            return days >= 0 && days < MOST_DAYS;
        }
    }

    /** One way to sum up. */
    record Choice(String value, String text, boolean chosen) {}

    /**
     * A line of the table, in words.
     *
     * @param link where it leads; may be empty
     * @param share of the most, in per cent
     */
    record Row(
            String label,
            String link,
            int share,
            String total,
            String cost,
            boolean unpriced,
            String responses,
            String in,
            String cached,
            String out,
            String time,
            String parked) {}

    /** What a model costs, in words. */
    record PriceRow(String model, List<String> rates, String source, String link, String date) {

        static PriceRow of(Price price) {
            List<String> rates =
                    price.rates().entrySet().stream()
                            .sorted(java.util.Map.Entry.comparingByKey())
                            .map(e -> words(e.getKey()) + " $" + e.getValue().toPlainString())
                            .toList();
            boolean address = price.source().startsWith("https://");
            return new PriceRow(
                    price.model(),
                    rates,
                    address ? price.source().replaceFirst("^https://", "") : price.source(),
                    address ? price.source() : "",
                    price.date());
        }

        private static String words(Price.Rate rate) {
            return rate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static UsagePage of(
            Range range,
            By by,
            List<UsageSum> days,
            List<UsageSum> sums,
            Function<String, String> label,
            List<Price> prices) {
        long most = sums.stream().mapToLong(sum -> sum.tokens().total()).max().orElse(0);
        UsageSum total = days.stream().reduce(UsageSum.none(""), UsageSum::plus);
        List<UsageSum> ordered = by == By.DAY ? sums.reversed() : byTokens(sums);
        return new UsagePage(
                range,
                by.name().toLowerCase(Locale.ROOT),
                choices(by),
                UsageChart.of(range, days),
                ordered.stream().map(sum -> row(by, sum, label, most)).toList(),
                row(By.DAY, total, _ -> "Total", 0),
                prices.stream().map(PriceRow::of).toList(),
                "");
    }

    static UsagePage troubled(Range range, By by, String trouble, List<Price> prices) {
        UsagePage empty = of(range, by, List.of(), List.of(), key -> key, prices);
        return new UsagePage(
                range,
                empty.by,
                empty.choices,
                empty.chart,
                empty.rows,
                empty.total,
                empty.prices,
                trouble);
    }

    private static List<UsageSum> byTokens(List<UsageSum> sums) {
        return sums.stream()
                .sorted((a, b) -> Long.compare(b.tokens().total(), a.tokens().total()))
                .toList();
    }

    private static List<Choice> choices(By chosen) {
        return CHOICES.stream()
                .map(by -> {
                    String name = by.name().toLowerCase(Locale.ROOT);
                    return new Choice(name, name, by == chosen);
                })
                .toList();
    }

    private static Row row(By by, UsageSum sum, Function<String, String> label, long most) {
        boolean known = !sum.key().isEmpty();
        return new Row(
                known || by == By.DAY ? label.apply(sum.key()) : "not known",
                known && by == By.CONVERSATION ? "/conversations/" + sum.key() : "",
                most == 0 ? 0 : (int) (sum.tokens().total() * 100 / most),
                number(sum.tokens().total()),
                sum.entries() == 0 ? "$0.00" : Cost.text(sum),
                sum.unpriced() > 0,
                number(sum.responses()),
                number(sum.tokens().in().total()),
                number(sum.tokens().cached().total()),
                number(sum.tokens().out().total()),
                sum.millis() == 0 ? "–" : Cost.amount(0, sum.millis()),
                parked(sum.parked()));
    }

    /** How long without a session, and what that saved; empty when it never was. */
    private static String parked(Parked parked) {
        if (parked.times() == 0) {
            return "";
        }
        String saved = parked.saved().map(money -> ", " + money.text() + " saved").orElse("");
        return Cost.amount(0, parked.millis()) + saved;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
