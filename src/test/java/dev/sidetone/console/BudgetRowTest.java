package dev.sidetone.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.Parked;
import dev.sidetone.usage.Tokens;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetRowTest {

    private static Cap cap(String usd, long tokens) {
        return new Cap(Optional.of(new BigDecimal(usd)), OptionalLong.of(tokens));
    }

    private static UsageSum sum(String key, long cents, long tokens) {
        var used =
                new Tokens(
                        new Tokens.In(tokens, 0, 0, 0),
                        new Tokens.In(0, 0, 0, 0),
                        new Tokens.Out(0, 0, 0));
        return new UsageSum(key, 1, 1, used, 0, new Money(cents * 10_000_000), 0, Parked.NEVER);
    }

    private static List<UsageSum> today(By by) {
        return by == By.WORKSPACE
                ? List.of(sum("a", 100, 10), sum("b", 300, 90))
                : List.of(sum("x", 400, 100));
    }

    @Test
    void withoutBudgetsThereIsNothingToShow() {
        var none = new Budget(Cap.NONE, Cap.NONE, Cap.NONE, Cap.NONE, 6);

        assertThat(BudgetRow.of(none, BudgetRowTest::today)).isEmpty();
    }

    @Test
    void everyBudgetSaysHowFarItIsUsed() {
        var budget = new Budget(cap("2", 500), Cap.NONE, cap("5", 100), cap("4", 1000), 6);

        assertThat(BudgetRow.of(budget, BudgetRowTest::today))
                .containsExactly(
                        new BudgetRow("All calls today", "$4.00 of $4.00", 100, "used"),
                        new BudgetRow("All calls today", "100 of 1,000 tokens", 10, "open"),
                        new BudgetRow("a today", "$1.00 of $5.00", 20, "open"),
                        new BudgetRow("a today", "10 of 100 tokens", 10, "open"),
                        new BudgetRow("b today", "$3.00 of $5.00", 60, "open"),
                        new BudgetRow("b today", "90 of 100 tokens", 90, "near"),
                        new BudgetRow("Each call", "up to $2.00", 0, "call"),
                        new BudgetRow("Each call", "up to 500 tokens", 0, "call"));
    }

    @Test
    void aDayWithoutCallsIsShownToo() {
        var budget = new Budget(Cap.NONE, Cap.NONE, Cap.NONE, cap("4", 1000), 6);

        assertThat(BudgetRow.of(budget, _ -> List.of()))
                .extracting(BudgetRow::words)
                .containsExactly("$0.00 of $4.00", "0 of 1,000 tokens");
    }
}
