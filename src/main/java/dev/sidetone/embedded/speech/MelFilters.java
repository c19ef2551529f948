package dev.sidetone.embedded.speech;

/**
 * Slaney's mel filterbank with area normalisation for 16 kHz and a 400 point transform, as Whisper
 * was trained with. Bit-exact with the table inside the official ggml files, therefore {@link
 * StrictMath} and the order of operations matter.
 */
final class MelFilters {

    static final int BINS = 201;

    private static final double HZ_PER_BIN = 40;
    private static final double LINEAR_TOP_MEL = 15;
    private static final double LINEAR_TOP_HZ = 1000;
    private static final double LOG_STEP = StrictMath.log(6.4) / 27;
    private static final double NYQUIST_MEL = LINEAR_TOP_MEL + StrictMath.log(8) / LOG_STEP;

    private MelFilters() {}

    /** Row after row: {@code mels} filters of {@value #BINS} weights. */
    static float[] table(int mels) {
        double[] edges = new double[mels + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(i == mels + 1 ? NYQUIST_MEL : i * (NYQUIST_MEL / (mels + 1)));
        }
        float[] table = new float[mels * BINS];
        for (int i = 0; i < mels; i++) {
            for (int bin = 0; bin < BINS; bin++) {
                table[i * BINS + bin] = weight(edges[i], edges[i + 1], edges[i + 2], bin);
            }
        }
        return table;
    }

    private static float weight(double low, double middle, double high, int bin) {
        double hz = bin * HZ_PER_BIN;
        double rising = (hz - low) / (middle - low);
        double falling = (high - hz) / (high - middle);
        float triangle = (float) Math.max(0, Math.min(rising, falling));
        return (float) (triangle * (2 / (high - low)));
    }

    private static double hertz(double mel) {
        return mel < LINEAR_TOP_MEL
                ? 200 * mel / 3
                : LINEAR_TOP_HZ * StrictMath.exp(LOG_STEP * (mel - LINEAR_TOP_MEL));
    }
}
