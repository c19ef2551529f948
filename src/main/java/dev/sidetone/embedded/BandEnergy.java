package dev.sidetone.embedded;

/** The level of a short frame in the bands of speech, in decibels. Stateless but for its tables. */
final class BandEnergy {

    /** Samples per frame: 16 ms at 16 kHz. */
    static final int FRAME = 256;

    private static final int[] EDGES_HZ = {
        150, 300, 450, 650, 900, 1_250, 1_700, 2_300, 3_100, 4_000
    };

    static final int BANDS = EDGES_HZ.length - 1;

    /** The level of digital silence. */
    static final double FLOOR_DB = -100;

    private final double[] window = new double[FRAME];
    private final double[] cos = new double[FRAME / 2];
    private final double[] sin = new double[FRAME / 2];

    BandEnergy() {
        for (int i = 0; i < FRAME; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / FRAME);
        }
        for (int i = 0; i < FRAME / 2; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / FRAME);
            sin[i] = -Math.sin(2 * Math.PI * i / FRAME);
        }
    }

    /** Decibels per band of {@value #FRAME} samples from {@code offset} on. */
    double[] of(float[] samples, int offset) {
        double[] re = new double[FRAME];
        double[] im = new double[FRAME];
        for (int i = 0; i < FRAME; i++) {
            re[Integer.reverse(i) >>> 24] = samples[offset + i] * window[i];
        }
        transform(re, im);
        double[] bands = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            int from = EDGES_HZ[band] * FRAME / SampleQueue.RATE;
            int to = EDGES_HZ[band + 1] * FRAME / SampleQueue.RATE;
            double sum = 0;
            for (int bin = from; bin < to; bin++) {
                sum += re[bin] * re[bin] + im[bin] * im[bin];
            }
            bands[band] = Math.max(FLOOR_DB, 10 * Math.log10(sum / FRAME + 1e-10));
        }
        return bands;
    }

    /** Radix-2 FFT in place; the input is in bit-reversed order already. */
    private void transform(double[] re, double[] im) {
        for (int size = 2; size <= FRAME; size *= 2) {
            int stride = FRAME / size;
            for (int start = 0; start < FRAME; start += size) {
                for (int k = 0; k < size / 2; k++) {
                    butterfly(re, im, start + k, start + k + size / 2, k * stride);
                }
            }
        }
    }

    private void butterfly(double[] re, double[] im, int a, int b, int twiddle) {
        double real = re[b] * cos[twiddle] - im[b] * sin[twiddle];
        double imaginary = re[b] * sin[twiddle] + im[b] * cos[twiddle];
        re[b] = re[a] - real;
        im[b] = im[a] - imaginary;
        re[a] += real;
        im[a] += imaginary;
    }
}
