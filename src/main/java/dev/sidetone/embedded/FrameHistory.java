package dev.sidetone.embedded;

import java.util.Arrays;

/** The band levels of the last frames, newest first. One thread at a time. */
final class FrameHistory {

    private final double[][] frames;
    private int newest = -1;

    FrameHistory(int size) {
        frames = new double[size][BandEnergy.BANDS];
        for (double[] frame : frames) {
            Arrays.fill(frame, BandEnergy.FLOOR_DB);
        }
    }

    void add(double[] frame) {
        newest = (newest + 1) % frames.length;
        frames[newest] = frame;
    }

    /** The frame {@code count} frames ago, 0 is the newest. */
    double[] back(int count) {
        return frames[Math.floorMod(newest - count, frames.length)];
    }

    /**
     * How alike the ups and downs of this and of another history are, if the other one is {@code
     * lag} frames older; −1…1 over {@code count} frames, all bands together.
     */
    double correlation(FrameHistory other, int lag, int count) {
        double product = 0;
        double mine = 0;
        double others = 0;
        for (int band = 0; band < BandEnergy.BANDS; band++) {
            double myMean = mean(band, 0, count);
            double otherMean = other.mean(band, lag, count);
            for (int i = 0; i < count; i++) {
                double a = back(i)[band] - myMean;
                double b = other.back(i + lag)[band] - otherMean;
                product += a * b;
                mine += a * a;
                others += b * b;
            }
        }
        return mine == 0 || others == 0 ? 0 : product / Math.sqrt(mine * others);
    }

    private double mean(int band, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += back(i)[band];
        }
        return sum / count;
    }
}
