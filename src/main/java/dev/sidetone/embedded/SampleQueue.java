package dev.sidetone.embedded;

import java.util.Arrays;

/**
 * A growing run of 16 kHz samples of which the oldest may be dropped. Positions count from the very
 * first sample and stay valid after a drop. One thread at a time.
 */
final class SampleQueue {

    /** Samples per second. */
    static final int RATE = 16_000;

    private float[] samples = new float[RATE];
    private int size;
    private long dropped;

    void add(float[] more) {
        if (size + more.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(samples.length * 2, size + more.length));
        }
        System.arraycopy(more, 0, samples, size, more.length);
        size += more.length;
    }

    /** The position behind the newest sample. */
    long end() {
        return dropped + size;
    }

    /** The position of the oldest sample that is kept. */
    long start() {
        return dropped;
    }

    /** {@code count} samples from a position on; zeros where there are none. */
    float[] range(long from, int count) {
        float[] result = new float[count];
        long first = Math.max(from, dropped);
        long last = Math.min(from + count, end());
        if (last > first) {
            System.arraycopy(
                    samples,
                    (int) (first - dropped),
                    result,
                    (int) (first - from),
                    (int) (last - first));
        }
        return result;
    }

    void dropBefore(long position) {
        int drop = (int) Math.clamp(position - dropped, 0, size);
        System.arraycopy(samples, drop, samples, 0, size - drop);
        size -= drop;
        dropped += drop;
    }
}
