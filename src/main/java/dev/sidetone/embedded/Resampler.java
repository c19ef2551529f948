package dev.sidetone.embedded;

import java.util.Arrays;

/**
 * Changes the sample rate of one audio stream by a rational factor: a windowed-sinc low pass
 * (Blackman) in polyphase form, so nothing above the new Nyquist frequency folds back. Keeps its
 * history between calls; one thread at a time. Delay: half the filter, about 2 ms at 16 kHz.
 */
final class Resampler {

    private static final int HALF_WIDTH = 24;
    private static final double PASS = 0.92;

    private final int up;
    private final int down;
    private final int taps;
    private final float[][] phases;
    private float[] history;
    private long position;

    Resampler(int from, int to) {
        int divisor = gcd(from, to);
        up = to / divisor;
        down = from / divisor;
        int half = HALF_WIDTH * Math.max(up, down);
        taps = (2 * half) / up + 1;
        phases = filter(half);
        history = new float[taps - 1];
    }

    private float[][] filter(int half) {
        double cutoff = PASS * 0.5 / Math.max(up, down);
        float[][] bank = new float[up][taps];
        for (int phase = 0; phase < up; phase++) {
            double sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                double at = phase + (double) tap * up - half;
                double value = Math.abs(at) > half ? 0 : sinc(2 * cutoff * at) * blackman(at, half);
                bank[phase][tap] = (float) value;
                sum += value;
            }
            for (int tap = 0; tap < taps; tap++) {
                bank[phase][tap] /= (float) sum;
            }
        }
        return bank;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double blackman(double at, int half) {
        double x = (at + half) / (2.0 * half);
        return 0.42 - 0.5 * Math.cos(2 * Math.PI * x) + 0.08 * Math.cos(4 * Math.PI * x);
    }

    /** The next samples at the new rate, −1…1. */
    float[] process(short[] samples) {
        float[] input = new float[history.length + samples.length];
        System.arraycopy(history, 0, input, 0, history.length);
        for (int i = 0; i < samples.length; i++) {
            input[history.length + i] = samples[i] / 32_768f;
        }
        float[] output = new float[(int) ((samples.length * (long) up) / down) + 2];
        int count = 0;
        for (; position < (long) samples.length * up; position += down) {
            int newest = (int) (position / up) + history.length;
            float[] bank = phases[(int) (position % up)];
            float sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                sum += bank[tap] * input[newest - tap];
            }
            output[count++] = sum;
        }
        position -= (long) samples.length * up;
        history = Arrays.copyOfRange(input, input.length - history.length, input.length);
        return Arrays.copyOf(output, count);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
