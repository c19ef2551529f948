package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpinGuardTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
    private final SpinGuard guard = new SpinGuard(now::get);

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void twoThreadsThatHelpStayAllowed() {
        guard.measured(1, 384, millis(750));
        guard.measured(2, 384, millis(400));

        assertThat(guard.allows(2)).isTrue();
    }

    @Test
    void aPassThatTwoThreadsMadeSlowerForbidsThemForAWhile() {
        guard.measured(1, 384, millis(750));
        guard.measured(2, 384, millis(1_800));

        assertThat(guard.allows(2)).isFalse();
        assertThat(guard.allows(1)).isTrue();
        now.addAndGet(millis(20_000));
        assertThat(guard.allows(2)).isTrue();
    }

    @Test
    void aLongUtteranceMayTakeLonger() {
        guard.measured(1, 384, millis(750));
        guard.measured(2, 1_500, millis(2_100));

        assertThat(guard.allows(2)).isTrue();
    }

    @Test
    void nothingIsForbiddenBeforeAnythingIsKnown() {
        guard.measured(2, 384, millis(18_000));

        assertThat(guard.allows(2)).isTrue();
    }
}
