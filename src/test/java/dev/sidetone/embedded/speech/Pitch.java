package dev.sidetone.embedded.speech;

import java.util.ArrayList;
import java.util.List;

/** Measures the fundamental frequency of speech by autocorrelation. */
final class Pitch {

    private static final int LOWEST = 55;
    private static final int HIGHEST = 260;
    private static final double VOICED = 0.6;

    private Pitch() {}

    /** The median over all voiced frames of 40 ms, in Hz. */
    static double median(short[] pcm, int rate) {
        List<Double> pitches = new ArrayList<>();
        int frame = rate / 25;
        for (int at = 0; at + 2 * frame < pcm.length; at += frame) {
            double pitch = frame(pcm, at, frame, rate);
            if (pitch > 0) {
                pitches.add(pitch);
            }
        }
        pitches.sort(null);
        return pitches.isEmpty() ? 0 : pitches.get(pitches.size() / 2);
    }

    private static double frame(short[] pcm, int at, int length, int rate) {
        double best = 0;
        int bestLag = 0;
        for (int lag = rate / HIGHEST; lag <= rate / LOWEST; lag++) {
            double similarity = similarity(pcm, at, length, lag);
            if (similarity > best * 1.02) { // prefers the shorter of equally good periods
                best = similarity;
                bestLag = lag;
            }
        }
        return best < VOICED ? 0 : (double) rate / bestLag;
    }

    private static double similarity(short[] pcm, int at, int length, int lag) {
        double cross = 0;
        double here = 1;
        double there = 1;
        for (int i = at; i < at + length; i++) {
            cross += (double) pcm[i] * pcm[i + lag];
            here += (double) pcm[i] * pcm[i];
            there += (double) pcm[i + lag] * pcm[i + lag];
        }
        return here < 1e8 ? 0 : cross / Math.sqrt(here * there);
    }
}
