package dev.sidetone.embedded;

import java.util.Arrays;

/**
 * Tells a person from the assistant's own voice coming back through a loudspeaker. It compares the
 * incoming audio with what is being played, band by band over the last second, learns how loud the
 * echo is and how late, and takes only what exceeds that for a person. One thread at a time.
 *
 * <p>With headphones it learns that nothing comes back, so every word counts at once. During about
 * the first second of the very first playback (the longest delay and {@value #LEARNING} frames),
 * only sound louder than the playback itself counts.
 */
final class EchoGuard {

    private static final int FRAMES = 64;
    private static final int MAX_LAG = 44;
    private static final int LEARNING = 24;
    private static final int ALIGN_EVERY = 4;
    private static final double ACTIVE_DB = -62;
    private static final double LOCK = 0.6;
    private static final double EXCESS_DB = 6;
    private static final double ABOVE_NOISE_DB = 8;
    private static final int BANDS_NEEDED = 3;

    private final BandEnergy energy = new BandEnergy();
    private final FrameHistory mic = new FrameHistory(FRAMES + MAX_LAG);
    private final FrameHistory played = new FrameHistory(FRAMES + MAX_LAG);
    private final NoiseFloor noise = new NoiseFloor();
    private final BandQuantile held = new BandQuantile(0.95, LEARNING);
    private final BandQuantile aligned = new BandQuantile(0.8, LEARNING);
    private int lag = -1;
    private int audibleFrames;
    private int windows;
    private double score;
    private boolean nearEnd = true;

    /** The next 32 ms of both directions, {@link VoiceActivityDetector#WINDOW} samples each. */
    void observe(float[] incoming, float[] playing) {
        boolean person = false;
        for (int at = 0; at < incoming.length; at += BandEnergy.FRAME) {
            mic.add(energy.of(incoming, at));
            played.add(energy.of(playing, at));
            person |= judge();
        }
        if (++windows % ALIGN_EVERY == 0 && audible()) {
            align();
        }
        nearEnd = person;
    }

    /** Whether the last window held more than echo. Always true while nothing was played. */
    boolean nearEnd() {
        return nearEnd;
    }

    /** How much the last second sounds like the playback, 0…1. */
    double likeness() {
        return Math.max(0, score);
    }

    /** Whether anything was played within the longest echo delay. */
    boolean audible() {
        return loudest(loudestByBand()) > ACTIVE_DB;
    }

    private boolean judge() {
        double[] now = mic.back(0);
        noise.observe(now);
        double[] loudest = loudestByBand();
        if (loudest(loudest) <= ACTIVE_DB) {
            audibleFrames = 0;
            return true;
        }
        audibleFrames++;
        double[] expected = expected(loudest);
        int bands = 0;
        for (int band = 0; band < BandEnergy.BANDS; band++) {
            boolean more = now[band] > expected[band] + EXCESS_DB;
            bands += more && now[band] > noise.level(band) + ABOVE_NOISE_DB ? 1 : 0;
        }
        boolean person = bands >= BANDS_NEEDED;
        learn(now, loudest, person);
        return person;
    }

    /** The level that echo alone would explain. */
    private double[] expected(double[] loudest) {
        if (!held.learned()) {
            return loudest;
        }
        if (lag >= 0 && score >= LOCK && aligned.learned()) {
            return aligned.over(around(lag));
        }
        return held.over(loudest);
    }

    private void learn(double[] now, double[] loudest, boolean person) {
        if (audibleFrames <= MAX_LAG || (person && held.learned())) {
            return;
        }
        held.observe(now, loudest);
        if (lag >= 0 && score >= LOCK) {
            double[] reference = around(lag);
            if (loudest(reference) > ACTIVE_DB) {
                aligned.observe(now, reference);
            }
        }
    }

    /** The playback one echo delay ago, a frame of tolerance and the room's tail included. */
    private double[] around(int delay) {
        double[] max = played.back(delay).clone();
        for (int near : new int[] {delay - 1, delay + 1, delay + 2}) {
            if (near >= 0) {
                double[] other = played.back(near);
                for (int band = 0; band < max.length; band++) {
                    double tail = near > delay + 1 ? 3 : 0;
                    max[band] = Math.max(max[band], other[band] - tail);
                }
            }
        }
        return max;
    }

    private double[] loudestByBand() {
        double[] max = new double[BandEnergy.BANDS];
        Arrays.fill(max, BandEnergy.FLOOR_DB);
        for (int back = 0; back <= MAX_LAG; back++) {
            double[] frame = played.back(back);
            for (int band = 0; band < max.length; band++) {
                max[band] = Math.max(max[band], frame[band]);
            }
        }
        return max;
    }

    private static double loudest(double[] bands) {
        return Arrays.stream(bands).max().orElse(BandEnergy.FLOOR_DB);
    }

    private void align() {
        double best = -1;
        int at = -1;
        for (int delay = 0; delay <= MAX_LAG; delay++) {
            double likeness = mic.correlation(played, delay, FRAMES);
            if (likeness > best) {
                best = likeness;
                at = delay;
            }
        }
        score = 0.4 * score + 0.6 * best;
        if (best >= LOCK && at != lag) {
            lag = at;
        }
    }
}
