package dev.sidetone.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Slows down guessing: ten wrong tokens in a minute, then none is looked at. Thread-safe. */
final class Attempts {

    private static final int MOST = 10;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();

    Attempts(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean allowed() {
        Instant since = clock.instant().minus(WITHIN);
        while (!failures.isEmpty() && failures.getFirst().isBefore(since)) {
            failures.removeFirst();
        }
        return failures.size() < MOST;
    }

    synchronized void failed() {
        failures.addLast(clock.instant());
    }
}
