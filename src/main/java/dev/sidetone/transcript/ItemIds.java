package dev.sidetone.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Gives items the numbers that their rows are ordered by: milliseconds since 1970 times 4,096, and
 * a counter. So the newest are found first without sorting, and a time bounds the numbers. What is
 * written within two minutes is numbered in the order of writing, which an index takes best.
 *
 * <p>Used by one thread. A number may be taken already, by an older item or another writer: then
 * {@link #another} gives a further one.
 */
final class ItemIds {

    private static final int BITS = 12;
    private static final long SLACK = Duration.ofMinutes(2).toMillis() << BITS;
    private static final long FURTHEST = 1L << 50;

    private final SplittableRandom random = new SplittableRandom();
    private long last = Long.MIN_VALUE / 2;

    long next(Instant startedAt) {
        long first = first(startedAt);
        boolean justWritten = first <= last && last - first < SLACK;
        last = justWritten ? last + 1 : first;
        return last;
    }

    /** After the last one was taken. */
    long another() {
        last += random.nextInt(1, 1 << BITS);
        return last;
    }

    /** No item that began at this time or later has a smaller number. */
    static long first(Instant startedAt) {
        return Math.clamp(startedAt.toEpochMilli(), -FURTHEST, FURTHEST) << BITS;
    }

    /** No item that began before this time has this number or a greater one, but for crowds. */
    static long beyond(Instant startedAt) {
        return first(startedAt) + 2 * SLACK;
    }
}
