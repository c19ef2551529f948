package dev.sidetone.embedded;

import java.util.Arrays;

/**
 * Learns, per band, a quantile of the difference between two levels: first from the median of some
 * frames, then by small steps. One thread at a time.
 */
final class BandQuantile {

    private static final double STEP_DB = 0.4;

    private final double quantile;
    private final double[][] first;
    private final double[] gains = new double[BandEnergy.BANDS];
    private int seen;

    BandQuantile(double quantile, int learning) {
        this.quantile = quantile;
        this.first = new double[BandEnergy.BANDS][learning];
    }

    boolean learned() {
        return seen >= first[0].length;
    }

    void observe(double[] level, double[] reference) {
        for (int band = 0; band < gains.length; band++) {
            double difference = level[band] - reference[band];
            if (learned()) {
                gains[band] += STEP_DB * (difference > gains[band] ? quantile : quantile - 1);
            } else {
                first[band][seen] = difference;
            }
        }
        if (!learned() && ++seen == first[0].length) {
            for (int band = 0; band < gains.length; band++) {
                Arrays.sort(first[band]);
                gains[band] = first[band][(int) (quantile * (first[band].length - 1))];
            }
        }
    }

    /** The reference with the learned difference added. */
    double[] over(double[] reference) {
        double[] expected = new double[reference.length];
        for (int band = 0; band < expected.length; band++) {
            expected[band] = reference[band] + gains[band];
        }
        return expected;
    }
}
