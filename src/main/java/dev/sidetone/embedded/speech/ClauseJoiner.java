package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechSynthesizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts clauses one behind the other at an even loudness: the silence a voice begins with is cut (it
 * is latency), each clause is brought to the same peak, and a pause follows that fits its mark.
 */
final class ClauseJoiner {

    private static final float PEAK = 0.85f;
    private static final float QUIET = 0.01f;
    private static final int LEAD_IN = SpeechSynthesizer.RATE / 100;
    private static final int SENTENCE_PAUSE = SpeechSynthesizer.RATE / 5;
    private static final int CLAUSE_PAUSE = SpeechSynthesizer.RATE / 12;

    private final List<short[]> pieces = new ArrayList<>();

    /**
     * Adds one clause.
     *
     * @param mark the punctuation it ends with
     */
    void add(float[] samples, char mark) {
        float peak = peak(samples);
        if (peak == 0) {
            return;
        }
        int from = Math.max(0, first(samples, peak * QUIET) - LEAD_IN);
        int to = Math.min(samples.length, last(samples, peak * QUIET) + LEAD_IN);
        int pause = ".?!".indexOf(mark) >= 0 ? SENTENCE_PAUSE : CLAUSE_PAUSE;
        short[] pcm = new short[to - from + pause];
        float gain = PEAK / peak * Short.MAX_VALUE;
        for (int i = from; i < to; i++) {
            pcm[i - from] = (short) Math.round(samples[i] * gain);
        }
        pieces.add(pcm);
    }

    private static float peak(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    private static int first(float[] samples, float threshold) {
        int i = 0;
        while (Math.abs(samples[i]) < threshold) {
            i++;
        }
        return i;
    }

    private static int last(float[] samples, float threshold) {
        int i = samples.length - 1;
        while (Math.abs(samples[i]) < threshold) {
            i--;
        }
        return i + 1;
    }

    short[] pcm() {
        short[] all = new short[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
