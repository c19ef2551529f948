package dev.sidetone.embedded;

import java.util.Random;

/**
 * Synthetic sounds with the properties that matter to turn taking; the same seed, the same sound.
 */
final class Sounds {

    private Sounds() {}

    /**
     * Something like a voice: a buzz with wandering pitch through wandering resonances, in
     * syllables of 120…280 ms with short gaps.
     */
    static float[] voice(long seed, double seconds, int rate, double pitch, double level) {
        var random = new Random(seed);
        float[] out = new float[(int) (seconds * rate)];
        double phase = 0;
        int at = 0;
        while (at < out.length) {
            int length = (int) ((0.12 + 0.16 * random.nextDouble()) * rate);
            double f0 = pitch * (0.85 + 0.3 * random.nextDouble());
            double formant = 350 + 550 * random.nextDouble();
            double second = 900 + 1_500 * random.nextDouble();
            for (int i = 0; i < length && at + i < out.length; i++) {
                phase += f0 / rate;
                double envelope = Math.sin(Math.PI * i / length);
                out[at + i] = (float) (level * envelope * buzz(phase, f0, formant, second));
            }
            at += length + (int) (0.05 * random.nextDouble() * rate);
        }
        return out;
    }

    private static double buzz(double phase, double f0, double formant, double second) {
        double sum = 0;
        for (int harmonic = 1; harmonic * f0 < 3_800; harmonic++) {
            double frequency = harmonic * f0;
            double gain =
                    1 / (1 + Math.pow((frequency - formant) / 150, 2))
                            + 0.5 / (1 + Math.pow((frequency - second) / 200, 2))
                            + 0.01;
            sum += gain * Math.sin(2 * Math.PI * harmonic * phase);
        }
        return sum * 0.5;
    }

    static float[] noise(long seed, double seconds, int rate, double level) {
        var random = new Random(seed);
        float[] out = new float[(int) (seconds * rate)];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (level * random.nextGaussian());
        }
        return out;
    }

    /** A burst of noise that comes at once and dies away, as a cough does. */
    static float[] cough(long seed, double seconds, int rate, double level) {
        float[] out = noise(seed, seconds, rate, level);
        for (int i = 0; i < out.length; i++) {
            out[i] *= (float) Math.exp(-3.0 * i / out.length);
        }
        return out;
    }

    /** Keys: clicks of 8 ms, seven a second. */
    static float[] keyboard(long seed, double seconds, int rate, double level) {
        var random = new Random(seed);
        float[] out = new float[(int) (seconds * rate)];
        for (int at = 0; at < out.length; at += (int) (rate * (0.1 + 0.09 * random.nextDouble()))) {
            for (int i = 0; i < rate * 8 / 1_000 && at + i < out.length; i++) {
                out[at + i] = (float) (level * random.nextGaussian());
            }
        }
        return out;
    }

    /** What a loudspeaker and a room make of a sound: later, weaker, duller, with a tail. */
    static float[] echo(float[] source, int rate, int delayMs, double gain) {
        float[] out = new float[source.length];
        int delay = delayMs * rate / 1_000;
        int tail = 30 * rate / 1_000;
        double low = 0;
        for (int i = 0; i < out.length; i++) {
            double direct = i >= delay ? source[i - delay] : 0;
            double late = i >= delay + tail ? source[i - delay - tail] : 0;
            low += 0.5 * (direct + 0.35 * late - low);
            out[i] = (float) (gain * low);
        }
        return out;
    }

    static float[] sum(float[] a, float[] b, int at) {
        float[] out = a.clone();
        for (int i = 0; i < b.length && at + i < out.length; i++) {
            out[at + i] += b[i];
        }
        return out;
    }

    static short[] pcm(float[] samples) {
        short[] out = new short[samples.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) Math.clamp(Math.round(samples[i] * 32_767), -32_768, 32_767);
        }
        return out;
    }

    static float[] silence(double seconds, int rate) {
        return new float[(int) (seconds * rate)];
    }
}
