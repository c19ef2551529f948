package dev.sidetone.agent.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    /** A Wednesday. */
    private static final Instant NOW = Instant.parse("2026-03-18T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "changes today, changes, 2026-03-18T00:00:00Z, ",
        "yesterday in a, in a, 2026-03-17T00:00:00Z, 2026-03-18T00:00:00Z",
        "last week, '', 2026-03-11T00:00:00Z, ",
        "this week, '', 2026-03-16T00:00:00Z, ",
        "in the last 3 days, '', 2026-03-15T00:00:00Z, ",
        "in the past two weeks in b, in b, 2026-03-04T00:00:00Z, ",
        "since monday, '', 2026-03-16T00:00:00Z, ",
        "this month, '', 2026-03-01T00:00:00Z, ",
        "over the last month, '', 2026-02-18T00:00:00Z, ",
        "in the last 5 hours, '', 2026-03-18T07:00:00Z, ",
        "this year, '', 2026-01-01T00:00:00Z, ",
        "in the parser, in the parser, , "
    })
    void timesAreCutOutOfTheWords(String said, String rest, Instant since, Instant until) {
        Period.Cut cut = Period.cut(said);
        Period.Bounds bounds = cut.period().bounds(NOW, ZoneOffset.UTC);

        assertThat(cut.rest()).isEqualTo(rest);
        assertThat(bounds.since().orElse(null)).isEqualTo(since);
        assertThat(bounds.until().orElse(null)).isEqualTo(until);
    }
}
