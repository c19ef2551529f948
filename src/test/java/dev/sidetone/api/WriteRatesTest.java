package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.ApiSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WriteRatesTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private final WriteRates rates = new WriteRates(now::get);
    private final ApiSettings limits = new ApiSettings(60, 3);

    @Example
    void aBurstIsTakenThenOneASecond() {
        assertThat(rates.take("a", limits).left()).isEqualTo(2);
        assertThat(rates.take("a", limits)).isEqualTo(new WriteRates.Standing(true, 1, 0, 2));
        assertThat(rates.take("a", limits)).isEqualTo(new WriteRates.Standing(true, 0, 1, 3));
        assertThat(rates.take("a", limits)).isEqualTo(new WriteRates.Standing(false, 0, 1, 3));
        assertThat(rates.take("b", limits).allowed()).isTrue();

        now.addAndGet(SECOND);

        assertThat(rates.take("a", limits).allowed()).isTrue();
        assertThat(rates.take("a", limits).allowed()).isFalse();
    }

    /** Nobody is held to what an earlier, smaller limit left. */
    @Example
    void aNewLimitCountsFromItsFirstWrite() {
        rates.take("a", new ApiSettings(1, 2));

        assertThat(rates.take("a", new ApiSettings(60, 1_000)).left()).isEqualTo(999);
        assertThat(rates.take("a", limits).left()).isEqualTo(2);
    }

    /** However the requests come, no more are let in than the burst and what time gave back. */
    @Property(tries = 300)
    void noMoreThanTheRateIsLetIn(
            @ForAll @Size(max = 200) List<@IntRange(max = 3_000) Integer> pauses) {
        int allowed = 0;
        long began = now.get();
        for (int ms : pauses) {
            now.addAndGet(ms * 1_000_000L);
            allowed += rates.take("c", limits).allowed() ? 1 : 0;
        }
        assertThat(allowed).isLessThanOrEqualTo((int) (3 + (now.get() - began) / SECOND));
    }

    /** Whoever waits as long as they were told is let in. */
    @Property(tries = 100)
    void waitingAsToldHelps(
            @ForAll @IntRange(min = 1, max = 5_000) int perMinute,
            @ForAll @IntRange(min = 1, max = 50) int burst) {
        var some = new ApiSettings(perMinute, burst);
        WriteRates.Standing standing = rates.take("d", some);
        for (int i = 0; i < burst + 1 && standing.allowed(); i++) {
            standing = rates.take("d", some);
        }
        now.addAndGet(standing.waitSeconds() * SECOND);

        assertThat(rates.take("d", some).allowed()).isTrue();
    }
}
