package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs guard, energy detector and turn detector together, window by window. */
class EchoGuardTest {

    private static final int RATE = SampleQueue.RATE;
    private static final int WINDOW = VoiceActivityDetector.WINDOW;
    private static final TurnSettings SETTINGS = new TurnSettings(0.5, 300, 240, true, true);

    /** The window in which a turn starts, counted from 0; −1 when none does. */
    private static long start(float[] incoming, float[] playing) {
        return start(incoming, playing, 0);
    }

    private static long start(float[] incoming, float[] playing, int notBefore) {
        var guard = new EchoGuard();
        var detector = new TurnDetector();
        var energy = new EnergyDetector();
        for (int at = WINDOW; at + WINDOW <= incoming.length; at += WINDOW) {
            float[] window = Arrays.copyOfRange(incoming, at, at + WINDOW);
            guard.observe(window, Arrays.copyOfRange(playing, at, at + WINDOW));
            boolean voiced = Voicing.voiced(Arrays.copyOfRange(incoming, at - WINDOW, at + WINDOW));
            var signal =
                    detector.next(
                            new TurnDetector.Window(
                                    at / WINDOW,
                                    energy.probability(window),
                                    voiced,
                                    guard.nearEnd(),
                                    guard.audible()),
                            SETTINGS);
            if (signal == TurnDetector.Signal.STARTED) {
                assertThat(at).as("a start before anybody spoke").isGreaterThanOrEqualTo(notBefore);
                return at / WINDOW;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @CsvSource({"60, 0.5", "120, 0.25", "180, 0.7", "300, 0.1", "420, 0.3", "500, 0.5"})
    void theOwnVoiceThroughALoudspeakerNeverStartsATurn(int delayMs, double gain) {
        for (long seed = 1; seed <= 4; seed++) {
            float[] playing = Sounds.voice(seed, 12, RATE, 110, 0.3);
            float[] echo = Sounds.echo(playing, RATE, delayMs, gain);
            float[] incoming = Sounds.sum(echo, Sounds.noise(seed, 12, RATE, 0.002), 0);

            assertThat(start(incoming, playing)).as("seed " + seed).isEqualTo(-1);
        }
    }

    @Test
    void theEchoStillDyingAwayAfterTheEndStartsNoTurn() {
        float[] playing =
                Sounds.sum(Sounds.silence(8, RATE), Sounds.voice(3, 4, RATE, 120, 0.3), 0);
        float[] incoming = Sounds.echo(playing, RATE, 450, 0.6);

        assertThat(start(incoming, playing)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"120, 0.15", "250, 0.25", "400, 0.1"})
    void aPersonSpeakingOverTheEchoIsHeardSoon(int delayMs, double gain) {
        for (long seed = 1; seed <= 4; seed++) {
            float[] playing = Sounds.voice(seed, 12, RATE, 110, 0.3);
            float[] echo = Sounds.echo(playing, RATE, delayMs, gain);
            int spoken = 6 * RATE;
            float[] person = Sounds.voice(seed + 100, 3, RATE, 190, 0.4);
            float[] incoming = Sounds.sum(echo, person, spoken);

            long window = start(incoming, playing, spoken - WINDOW);
            assertThat(window).as("seed " + seed).isNotEqualTo(-1);
            assertThat(window - spoken / WINDOW).as("windows until heard").isLessThanOrEqualTo(12);
        }
    }

    @Test
    void withHeadphonesAPersonInterruptsWithinFiveWindows() {
        float[] playing = Sounds.voice(5, 12, RATE, 110, 0.3);
        float[] quiet = Sounds.noise(5, 12, RATE, 0.001);
        int spoken = 5 * RATE;
        float[] incoming = Sounds.sum(quiet, Sounds.voice(77, 3, RATE, 190, 0.3), spoken);

        long window = start(incoming, playing, spoken - WINDOW);

        assertThat(window - spoken / WINDOW).isBetween(1L, 5L);
    }

    @Test
    void aCoughWhileTheAssistantSpeaksIsNoTurn() {
        float[] playing = Sounds.voice(6, 8, RATE, 110, 0.3);
        float[] incoming =
                Sounds.sum(
                        Sounds.noise(6, 8, RATE, 0.001),
                        Sounds.cough(9, 0.35, RATE, 0.4),
                        4 * RATE);

        assertThat(start(incoming, playing)).isEqualTo(-1);
    }

    @Test
    void aCoughInSilenceIsNoTurn() {
        float[] incoming =
                Sounds.sum(
                        Sounds.noise(6, 8, RATE, 0.001), Sounds.cough(9, 0.3, RATE, 0.4), 4 * RATE);

        assertThat(start(incoming, Sounds.silence(8, RATE))).isEqualTo(-1);
    }

    @Test
    void aMinuteOfTypingIsNoTurn() {
        float[] keys = Sounds.keyboard(7, 60, RATE, 0.5);

        assertThat(start(keys, Sounds.silence(60, RATE))).isEqualTo(-1);
        assertThat(start(keys, Sounds.voice(8, 60, RATE, 110, 0.3))).isEqualTo(-1);
    }

    @Test
    void aVoiceInSilenceStartsATurnWithinFiveWindows() {
        int spoken = 2 * RATE;
        float[] incoming =
                Sounds.sum(
                        Sounds.noise(1, 6, RATE, 0.001),
                        Sounds.voice(21, 3, RATE, 150, 0.2),
                        spoken);

        long window = start(incoming, Sounds.silence(6, RATE), spoken - WINDOW);

        assertThat(window - spoken / WINDOW).isBetween(1L, 5L);
    }
}
