package dev.sidetone.embedded;

import java.util.Arrays;

/** Follows the level of the room's noise: quickly down, slowly up. One thread at a time. */
final class NoiseFloor {

    private static final double UP_DB = 0.05;

    private final double[] levels = new double[BandEnergy.BANDS];
    private boolean started;

    NoiseFloor() {
        Arrays.fill(levels, BandEnergy.FLOOR_DB);
    }

    void observe(double[] frame) {
        for (int band = 0; band < levels.length; band++) {
            double raised = started ? levels[band] + UP_DB : frame[band];
            levels[band] = Math.min(raised, frame[band]);
        }
        started = true;
    }

    double level(int band) {
        return levels[band];
    }
}
