package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ResamplerTest {

    private static final int MARGIN = 64;

    private static float[] tone(double hz, int rate, int samples) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * hz * i / rate);
        }
        return tone;
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (int i = MARGIN; i < samples.length - MARGIN; i++) {
            sum += samples[i] * samples[i];
        }
        return sum / (samples.length - 2 * MARGIN);
    }

    @Property(tries = 60)
    void aToneInTheBandComesOutAsTheSameTone(
            @ForAll @DoubleRange(min = 60, max = 8_000) double hz) {
        float[] output = new Resampler(22_050 / 24_000.0).apply(tone(hz, 22_050, 4_410));
        float[] ideal = tone(hz, 24_000, output.length);

        float[] error = new float[output.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = output[i] - ideal[i];
        }
        assertThat(10 * Math.log10(power(error) / power(ideal))).isLessThan(-55);
    }

    @Test
    void whatDoesNotFitTheNewBandIsRemoved() {
        float[] output = new Resampler(1.5).apply(tone(11_000, 24_000, 4_800));

        assertThat(10 * Math.log10(power(output))).isLessThan(-50);
    }

    @Property
    void theLengthFollowsTheStep(@ForAll @DoubleRange(min = 0.5, max = 2) double step) {
        assertThat((double) new Resampler(step).apply(new float[1_000]).length)
                .isCloseTo(1_000 / step, within(1.0));
    }
}
