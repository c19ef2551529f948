package dev.sidetone.session;

/**
 * Relates positions in the input audio to the wall clock. Events arrive late, never early, so the
 * earliest origin that any event implies is the best one.
 *
 * @param originMs wall clock of audio position 0; {@link Long#MAX_VALUE} while unknown
 */
record SpeechClock(long originMs) {

    static final SpeechClock UNKNOWN = new SpeechClock(Long.MAX_VALUE);

    /**
     * Audio that was not sent without gaps (hold to talk) makes positions useless: trust events.
     */
    private static final long MOST_PLAUSIBLE_DELAY_MS = 3_000;

    SpeechClock heard(long audioMs, long receivedAt) {
        long implied = receivedAt - audioMs;
        boolean gap = originMs != Long.MAX_VALUE && implied - originMs > MOST_PLAUSIBLE_DELAY_MS;
        return new SpeechClock(gap ? implied : Math.min(originMs, implied));
    }

    long at(long audioMs, long receivedAt) {
        return originMs == Long.MAX_VALUE ? receivedAt : Math.min(originMs + audioMs, receivedAt);
    }
}
