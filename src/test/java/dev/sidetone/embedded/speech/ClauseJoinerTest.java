package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClauseJoinerTest {

    private static float[] burst(float loudness) {
        float[] samples = new float[12_000];
        for (int i = 4_800; i < 7_200; i++) {
            samples[i] = loudness * (float) Math.sin(i * 0.1);
        }
        return samples;
    }

    private static int peak(short[] pcm) {
        int peak = 0;
        for (short sample : pcm) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    @Test
    void quietAndLoudClausesComeOutEquallyLoud() {
        var quiet = new ClauseJoiner();
        var loud = new ClauseJoiner();
        quiet.add(burst(0.02f), '.');
        loud.add(burst(0.9f), '.');

        assertThat(peak(quiet.pcm())).isEqualTo(peak(loud.pcm())).isBetween(27_000, 28_500);
    }

    @Test
    void theSilenceBeforeTheFirstSoundIsCutToTenMilliseconds() {
        var joiner = new ClauseJoiner();
        joiner.add(burst(0.5f), '.');

        short[] pcm = joiner.pcm();
        int first = 0;
        while (Math.abs(pcm[first]) < 300) {
            first++;
        }
        assertThat(first).isBetween(200, 280);
    }

    @Test
    void aSentenceIsFollowedByALongerPauseThanAClause() {
        var sentence = new ClauseJoiner();
        var clause = new ClauseJoiner();
        sentence.add(burst(0.5f), '.');
        clause.add(burst(0.5f), ',');

        assertThat(sentence.pcm().length - clause.pcm().length).isEqualTo(4_800 - 2_000);
    }

    @Test
    void silenceAloneIsNothing() {
        var joiner = new ClauseJoiner();
        joiner.add(new float[1_000], '.');

        assertThat(joiner.pcm()).isEmpty();
    }
}
