package dev.sidetone.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.usage.Money;
import dev.sidetone.usage.Parked;
import dev.sidetone.usage.Tokens;
import dev.sidetone.usage.UsageSum;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageChartTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");

    private static UsageSum sum(String day, long in, long out) {
        var tokens =
                new Tokens(
                        new Tokens.In(in, 0, 0, 0),
                        new Tokens.In(0, 0, 0, 0),
                        new Tokens.Out(0, out, 0));
        return new UsageSum(day, 1, 1, tokens, 0, Money.ZERO, 0, Parked.NEVER);
    }

    private static UsageChart chart(int days, UsageSum... sums) {
        var range = new UsagePage.Range(FIRST, FIRST.plusDays(days - 1));
        return UsageChart.of(range, List.of(sums));
    }

    private static int height(UsageChart.Column column) {
        return column.parts().stream().mapToInt(UsageChart.Part::height).sum();
    }

    @Test
    void everyDayHasItsColumnAlsoWithoutCalls() {
        UsageChart chart = chart(30, sum("2026-11-02", 300, 100), sum("2026-11-30", 100, 100));

        assertThat(chart.columns()).hasSize(30);
        assertThat(chart.width()).isEqualTo(300);
        assertThat(height(chart.columns().get(0))).isZero();
        assertThat(height(chart.columns().get(29))).isBetween(46, 50);
        assertThat(height(chart.columns().get(1))).isBetween(94, 100);
        assertThat(chart.summary())
                .isEqualTo(
                        "Tokens from 2026-11-01 to 2026-11-30 in 30 columns; most in that of 2026-11-02: 400.");
    }

    @Test
    void manyDaysAreJoinedAndNoneIsLost() {
        UsageChart chart = chart(365, sum("2026-11-01", 10, 0), sum("2026-11-03", 10, 0));

        assertThat(chart.columns()).hasSizeLessThanOrEqualTo(92);
        assertThat(chart.most()).isEqualTo("20");
    }

    @Test
    void aLittleIsSeenBesideMuch() {
        UsageChart chart = chart(2, sum("2026-11-01", 1_000_000, 1), sum("2026-11-02", 1, 0));

        assertThat(height(chart.columns().get(1))).isOne();
        assertThat(height(chart.columns().get(0))).isLessThanOrEqualTo(100);
    }

    @Test
    void nothingIsNoFault() {
        UsageChart chart = chart(1);

        assertThat(chart.columns()).hasSize(1);
        assertThat(chart.summary()).contains("none were used");
    }
}
