package dev.sidetone.session;

/** Waits between tries: 200 ms, doubled each time, 5 s at most. */
final class Backoff {

    private static final long FIRST_MS = 200;
    private static final long LONGEST_MS = 5_000;

    private Backoff() {}

    /**
     * @param attempt which try follows, from 1
     */
    static long beforeAttempt(int attempt) {
        int doublings = Math.min(attempt - 1, 10);
        return Math.min(FIRST_MS << doublings, LONGEST_MS);
    }
}
