package dev.sidetone.api;

import dev.sidetone.config.ApiSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each caller: a write takes one, time brings them back. Thread-safe, and
 * bounded: the callers that were not heard of for longest are forgotten first.
 */
final class WriteRates {

    private static final int MOST_CALLERS = 10_000;
    private static final double NANOS = 1e9;
    private static final int SECONDS_OF_MINUTE = 60;

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST_CALLERS;
                }
            };

    /**
     * @param most what it holds when it is full; under another limit a new one is begun
     */
    private record Bucket(double tokens, long at, int most) {}

    /**
     * How a caller stands after a write.
     *
     * @param allowed false when there was no token left
     * @param left how many more writes are allowed at once
     * @param waitSeconds until there is a token again; 0 when there is one
     * @param fullSeconds until all tokens are back
     */
    record Standing(boolean allowed, long left, long waitSeconds, long fullSeconds) {}

    WriteRates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized Standing take(String caller, ApiSettings limits) {
        long now = nanoTime.getAsLong();
        double perSecond = (double) limits.writesPerMinute() / SECONDS_OF_MINUTE;
        int most = limits.writeBurst();
        var full = new Bucket(most, now, most);
        Bucket known = buckets.getOrDefault(caller, full);
        Bucket before = known.most() == most ? known : full;
        double tokens = Math.min(most, before.tokens() + (now - before.at()) / NANOS * perSecond);
        boolean allowed = tokens >= 1;
        double left = allowed ? tokens - 1 : tokens;
        buckets.put(caller, new Bucket(left, now, most));
        return new Standing(
                allowed,
                (long) left,
                left >= 1 ? 0 : (long) Math.ceil((1 - left) / perSecond),
                (long) Math.ceil((most - left) / perSecond));
    }
}
