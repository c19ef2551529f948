package dev.sidetone.usage;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that was counted, without what it is booked to.
 *
 * @param call the call that it belongs to
 * @param millis time that is paid for by its length
 * @param cost empty when no price was known
 */
public record UsagePoint(String call, Instant at, long tokens, long millis, Optional<Money> cost) {}
