package dev.sidetone.embedded.speech;

/**
 * Changes the sample rate by a windowed sinc (Hann, {@value #HALF} zero crossings to each side).
 * The kernel is tabulated at {@value #PHASES} phases and interpolated between them, which keeps
 * images below −70 dB. Immutable and thread-safe.
 */
final class Resampler {

    private static final int HALF = 16;
    private static final int PHASES = 256;

    private final double step;
    private final int reach;
    private final float[][] kernel;

    /**
     * @param step input samples per output sample; above 1 the sound gets shorter and its upper
     *     band is cut off
     */
    Resampler(double step) {
        this.step = step;
        double cutoff = Math.min(1, 1 / step);
        this.reach = (int) Math.ceil(HALF / cutoff);
        this.kernel = new float[PHASES + 1][2 * reach];
        for (int phase = 0; phase <= PHASES; phase++) {
            double offset = (double) phase / PHASES;
            for (int tap = 0; tap < 2 * reach; tap++) {
                kernel[phase][tap] = (float) sinc(offset + reach - 1 - tap, cutoff);
            }
        }
    }

    private double sinc(double distance, double cutoff) {
        if (Math.abs(distance) >= reach) {
            return 0;
        }
        double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / reach);
        double angle = Math.PI * distance * cutoff;
        return cutoff * window * (Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle);
    }

    float[] apply(float[] input) {
        float[] output = new float[(int) Math.floor(input.length / step)];
        for (int i = 0; i < output.length; i++) {
            double position = i * step;
            int left = (int) position;
            double phase = (position - left) * PHASES;
            int row = (int) phase;
            output[i] = sum(input, left - reach + 1, row, (float) (phase - row));
        }
        return output;
    }

    private float sum(float[] input, int first, int row, float blend) {
        float[] low = kernel[row];
        float[] high = kernel[row + 1];
        int from = Math.max(0, -first);
        int to = Math.min(2 * reach, input.length - first);
        float a = 0;
        float b = 0;
        for (int tap = from; tap < to; tap++) {
            float sample = input[first + tap];
            a += sample * low[tap];
            b += sample * high[tap];
        }
        return a + blend * (b - a);
    }
}
