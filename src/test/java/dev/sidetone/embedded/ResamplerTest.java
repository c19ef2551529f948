package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    private static short[] tone(double hz, int rate, double seconds) {
        short[] pcm = new short[(int) (rate * seconds)];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (16_000 * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return pcm;
    }

    private static double rms(float[] samples) {
        float[] middle = Arrays.copyOfRange(samples, samples.length / 4, samples.length * 3 / 4);
        double sum = 0;
        for (float sample : middle) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / middle.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {48_000, 24_000, 8_000, 44_100})
    void whatCanBeKeptIsKept(int rate) {
        float[] out = new Resampler(rate, 16_000).process(tone(1_000, rate, 1));

        assertThat(out).hasSizeBetween(15_999, 16_001);
        assertThat(rms(out)).isCloseTo(16_000 / 32_768.0 / Math.sqrt(2), within(0.005));
    }

    @ParameterizedTest
    @ValueSource(ints = {48_000, 24_000})
    void whatWouldFoldBackIsGone(int rate) {
        float[] out = new Resampler(rate, 16_000).process(tone(10_000, rate, 1));

        assertThat(rms(out)).isLessThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 240, 480, 999})
    void theSizeOfThePiecesDoesNotMatter(int piece) {
        short[] pcm = tone(440, 24_000, 0.5);
        float[] whole = new Resampler(24_000, 16_000).process(pcm);
        var resampler = new Resampler(24_000, 16_000);
        float[] joined = new float[0];
        for (int from = 0; from < pcm.length; from += piece) {
            float[] part =
                    resampler.process(
                            Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + piece)));
            int old = joined.length;
            joined = Arrays.copyOf(joined, old + part.length);
            System.arraycopy(part, 0, joined, old, part.length);
        }

        assertThat(joined).isEqualTo(whole);
    }
}
