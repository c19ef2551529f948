package dev.sidetone.embedded.speech;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Forbids a second thread for a while after it made a pass slower. The engine's threads spin for
 * each other; when somebody else takes one of their cores, two are far slower than one, and the
 * load seen before the pass did not tell. Thread-safe.
 */
final class SpinGuard {

    private static final Duration BAN = Duration.ofSeconds(20);
    private static final double TOLERANCE = 1.5;

    private final LongSupplier clock;
    private double bestAlone = Double.MAX_VALUE;
    private long bannedUntil;
    private boolean banned;

    /**
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    SpinGuard(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Learns from a pass.
     *
     * @param positions its size, in positions of the audio context
     */
    synchronized void measured(int threads, int positions, long nanos) {
        double pace = (double) nanos / positions;
        if (threads == 1) {
            bestAlone = Math.min(bestAlone, pace);
        } else if (bestAlone < Double.MAX_VALUE && pace > bestAlone * TOLERANCE) {
            banned = true;
            bannedUntil = clock.getAsLong() + BAN.toNanos();
        }
    }

    /** Whether that many threads may spin together. */
    synchronized boolean allows(int threads) {
        if (banned && clock.getAsLong() - bannedUntil >= 0) {
            banned = false;
        }
        return threads == 1 || !banned;
    }
}
