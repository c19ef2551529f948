package dev.sidetone.console;

import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How far one budget is used, for the page.
 *
 * @param percent from 0 to 100, for the bar
 * @param level {@code open}, {@code near} or {@code used}; {@code call} where it is that of a call
 */
record BudgetRow(String who, String words, int percent, String level) {

    private static final int NEAR = 80;
    private static final int ALL = 100;

    /**
     * The budgets of today, and that of a call.
     *
     * @param today what was used today, by something
     */
    static List<BudgetRow> of(Budget budget, Function<By, List<UsageSum>> today) {
        return Stream.of(
                        each(budget.day(), By.DAY, today, _ -> "All calls today"),
                        each(budget.workspace(), By.WORKSPACE, today, name -> name + " today"),
                        each(
                                budget.user(),
                                By.USER,
                                today,
                                name -> (name.isEmpty() ? "One user" : name) + " today"),
                        session(budget.session()))
                .flatMap(rows -> rows)
                .toList();
    }

    private static Stream<BudgetRow> each(
            Cap cap, By by, Function<By, List<UsageSum>> today, Function<String, String> who) {
        if (cap.equals(Cap.NONE)) {
            return Stream.empty();
        }
        List<UsageSum> sums = today.apply(by);
        if (sums.isEmpty() && by != By.WORKSPACE) {
            return rows(cap, UsageSum.none(""), who.apply(""));
        }
        return sums.stream().flatMap(sum -> rows(cap, sum, who.apply(sum.key())));
    }

    private static Stream<BudgetRow> rows(Cap cap, UsageSum used, String who) {
        Stream<BudgetRow> money =
                cap.usd().stream()
                        .map(Money::of)
                        .map(most ->
                                row(
                                        who,
                                        used.cost().text() + " of " + most.text(),
                                        used.cost().nanos(),
                                        most.nanos()));
        Stream<BudgetRow> tokens =
                cap.tokens().stream()
                        .mapToObj(most ->
                                row(
                                        who,
                                        number(used.tokens().total())
                                                + " of "
                                                + number(most)
                                                + " tokens",
                                        used.tokens().total(),
                                        most));
        return Stream.concat(money, tokens);
    }

    private static BudgetRow row(String who, String words, long used, long most) {
        int percent = most == 0 || used >= most ? ALL : (int) (used * ALL / most);
        String level = percent >= ALL ? "used" : percent >= NEAR ? "near" : "open";
        return new BudgetRow(who, words, percent, level);
    }

    /** What a call may use; how far it is with that its own page says. */
    private static Stream<BudgetRow> session(Cap cap) {
        return Stream.concat(
                        cap.usd().stream().map(usd -> Money.of(usd).text()),
                        cap.tokens().stream().mapToObj(most -> number(most) + " tokens"))
                .map(most -> new BudgetRow("Each call", "up to " + most, 0, "call"));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
