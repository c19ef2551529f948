package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private static final Repeats.Answer DONE = new Repeats.Answer(201, Map.of(), Optional.of("x"));

    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final Repeats repeats = new Repeats(() -> now);

    private void after(Duration time) {
        now = now.plus(time);
    }

    @Test
    void anAnswerIsKeptForADay() throws Exception {
        repeats.end(repeats.begin("k", "f").turn(), Optional.of(DONE));

        after(Duration.ofHours(24));
        assertThat(repeats.begin("k", "f").mine()).isFalse();
        assertThat(repeats.begin("k", "f").turn().answer().get()).contains(DONE);
        after(Duration.ofSeconds(1));
        assertThat(repeats.begin("k", "f").mine()).isTrue();
    }

    @Test
    void whatMayPassIsNotKept() {
        Repeats.Turn turn = repeats.begin("k", "f").turn();
        Repeats.Begun waiting = repeats.begin("k", "f");
        assertThat(waiting.mine()).isFalse();

        repeats.end(turn, Optional.empty());

        assertThat(waiting.turn().answer().join()).isEmpty();
        assertThat(repeats.begin("k", "f").mine()).isTrue();
    }

    @Test
    void aRequestThatWasLostIsForgotten() {
        Repeats.Turn lost = repeats.begin("k", "f").turn();
        after(Duration.ofMinutes(6));

        assertThat(repeats.begin("k", "f").mine()).isTrue();
        assertThat(lost.answer().join()).isEmpty();
    }

    @Test
    void theOldestAreForgottenFirst() {
        for (int i = 0; i <= Repeats.MOST; i++) {
            repeats.end(repeats.begin("k" + i, "f").turn(), Optional.of(DONE));
        }
        assertThat(repeats.begin("k" + Repeats.MOST, "f").mine()).isFalse();
        assertThat(repeats.begin("k0", "f").mine()).isTrue();
    }
}
