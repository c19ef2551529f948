package dev.sidetone.embedded;

import java.util.Arrays;

/**
 * The input audio of a session at 16 kHz, and which of it is not committed yet. Positions count
 * samples since the start of the session. One thread at a time.
 */
final class InputAudio {

    private static final int PAD_BEFORE = 300 * SampleQueue.RATE / 1_000;
    private static final int PAD_AFTER = 200 * SampleQueue.RATE / 1_000;

    private final SampleQueue samples = new SampleQueue();
    private Resampler resampler = new Resampler(24_000, SampleQueue.RATE);
    private int rate = 24_000;
    private long bufferStart;
    private long processed;
    private long firstSpeech = -1;
    private long lastSpeech = -1;
    private int speechWindows;

    void append(short[] pcm, int newRate) {
        if (newRate != rate) {
            rate = newRate;
            resampler = new Resampler(rate, SampleQueue.RATE);
        }
        samples.add(resampler.process(pcm));
    }

    boolean hasWindow() {
        return samples.end() - processed >= VoiceActivityDetector.WINDOW;
    }

    /** The next window that was not judged yet. */
    float[] window() {
        return samples.range(processed, VoiceActivityDetector.WINDOW);
    }

    /** That window and the one before it. */
    float[] wideWindow() {
        int window = VoiceActivityDetector.WINDOW;
        return samples.range(processed - window, 2 * window);
    }

    long windowIndex() {
        return processed / VoiceActivityDetector.WINDOW;
    }

    /** The window was judged. */
    void judged(boolean speech) {
        if (speech) {
            firstSpeech = firstSpeech < 0 ? processed : firstSpeech;
            lastSpeech = processed + VoiceActivityDetector.WINDOW;
            speechWindows++;
        }
        processed += VoiceActivityDetector.WINDOW;
    }

    /** The sample behind the last judged window. */
    long processed() {
        return processed;
    }

    long bufferStart() {
        return bufferStart;
    }

    /** Milliseconds that were written and not committed. */
    long bufferedMs() {
        return (samples.end() - bufferStart) * 1_000 / SampleQueue.RATE;
    }

    float[] range(long from, long to) {
        return samples.range(from, (int) Math.max(0, to - from));
    }

    /** The uncommitted speech with a little around it; empty when there was none worth it. */
    float[] speech(int minWindows) {
        if (speechWindows < minWindows) {
            return new float[0];
        }
        long from = Math.max(bufferStart, firstSpeech - PAD_BEFORE);
        return range(from, Math.min(samples.end(), lastSpeech + PAD_AFTER));
    }

    /** Everything so far is committed or thrown away. */
    void startAnew() {
        startAt(samples.end());
    }

    void startAt(long position) {
        bufferStart = position;
        firstSpeech = -1;
        lastSpeech = -1;
        speechWindows = 0;
        samples.dropBefore(Math.min(position, processed) - VoiceActivityDetector.WINDOW);
    }

    /** Forgets what is older than this before the newest, and not spoken. */
    void keepLast(long ms) {
        long oldest = processed - ms * SampleQueue.RATE / 1_000;
        if (oldest > bufferStart + SampleQueue.RATE) {
            bufferStart = oldest;
            firstSpeech = Math.max(firstSpeech, firstSpeech < 0 ? -1 : oldest);
            samples.dropBefore(oldest - VoiceActivityDetector.WINDOW);
        }
    }

    /** Samples of another source (an item's own audio) at 16 kHz. */
    static float[] whole(short[] pcm, int rate) {
        float[] all = new Resampler(rate, SampleQueue.RATE).process(pcm);
        return Arrays.copyOf(all, all.length);
    }
}
