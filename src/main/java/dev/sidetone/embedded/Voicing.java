package dev.sidetone.embedded;

/**
 * Tells a voice from a noise by its pitch: the peak of the normalised autocorrelation over the lags
 * of 70…400 Hz. Voiced speech gives 0.6 and more, coughs, keys and breath under 0.3.
 */
final class Voicing {

    private static final int MIN_LAG = SampleQueue.RATE / 400;
    private static final int MAX_LAG = SampleQueue.RATE / 70;
    private static final double VOICED = 0.45;
    private static final double SILENCE = 1e-7;

    private Voicing() {}

    /** {@code samples}: at least 40 ms at 16 kHz. */
    static boolean voiced(float[] samples) {
        int length = samples.length - MAX_LAG;
        double energy = energy(samples, 0, length);
        if (energy < SILENCE * length) {
            return false;
        }
        for (int lag = MIN_LAG; lag <= MAX_LAG; lag++) {
            double product = 0;
            for (int i = 0; i < length; i++) {
                product += samples[i] * samples[i + lag];
            }
            double other = energy(samples, lag, length);
            if (product > VOICED * Math.sqrt(energy * other)) {
                return true;
            }
        }
        return false;
    }

    private static double energy(float[] samples, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += samples[i] * samples[i];
        }
        return sum;
    }
}
