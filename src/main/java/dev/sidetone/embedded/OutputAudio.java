package dev.sidetone.embedded;

/** Brings synthesised speech to the rate of the wire. */
final class OutputAudio {

    private OutputAudio() {}

    /** A whole piece of speech at {@code rate}; each piece stands alone, as it ends in silence. */
    static short[] at(int rate, short[] pcm) {
        if (rate == SpeechSynthesizer.RATE) {
            return pcm;
        }
        float[] samples = new Resampler(SpeechSynthesizer.RATE, rate).process(pcm);
        short[] result = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            result[i] = (short) Math.clamp(Math.round(samples[i] * 32_768f), -32_768, 32_767);
        }
        return result;
    }
}
