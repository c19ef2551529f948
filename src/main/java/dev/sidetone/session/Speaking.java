package dev.sidetone.session;

/**
 * The assistant's item that is being spoken, or was spoken last.
 *
 * @param itemId empty when nothing was spoken yet
 * @param words what was said so far
 * @param written the words are final and in the journal
 * @param startedAt when its sound (or its text) began, ms
 * @param receivedMs ms of audio that came through us; 0 over WebRTC
 * @param audible it can be heard right now
 * @param settled it was heard to its end, or cut: nothing more is to be cut
 */
record Speaking(
        String itemId,
        Words words,
        boolean written,
        long startedAt,
        long receivedMs,
        boolean audible,
        boolean settled) {

    static final Speaking NOTHING = new Speaking("", Words.NONE, true, 0, 0, false, true);

    /** A slow voice. */
    private static final long MS_OF_A_LETTER = 100;

    private static final long SLACK_MS = 1_500;

    static Speaking begun(String itemId, long now) {
        return new Speaking(itemId, Words.NONE, false, now, 0, false, false);
    }

    String text() {
        return words.toString();
    }

    Speaking said(String more) {
        return new Speaking(
                itemId, words.and(more), written, startedAt, receivedMs, audible, settled);
    }

    Speaking finalText(String all) {
        return new Speaking(itemId, Words.of(all), true, startedAt, receivedMs, audible, settled);
    }

    /** {@code ms} more of sound came through us. */
    Speaking sounded(long ms, long now) {
        long from = receivedMs == 0 ? now : startedAt;
        return new Speaking(itemId, words, written, from, receivedMs + ms, true, false);
    }

    /** The provider plays it to the user. */
    Speaking playing(long now) {
        long from = audible ? startedAt : now;
        return new Speaking(itemId, words, written, from, receivedMs, true, settled);
    }

    Speaking silent() {
        return new Speaking(itemId, words, written, startedAt, receivedMs, false, settled);
    }

    Speaking done() {
        return new Speaking(itemId, words, written, startedAt, receivedMs, false, true);
    }

    /** Ms of sound that are left to be played, by the clock. */
    long remainingMs(long now) {
        return Math.max(0, startedAt + receivedMs - now);
    }

    /** Ms that can have been played at most, by the clock. */
    long playableMs(long now) {
        return Math.max(0, Math.min(receivedMs, now - startedAt));
    }

    /**
     * Whether it may still be heard where nobody tells: no longer than its words take to be said.
     */
    boolean sayableAt(long now) {
        return !settled && now - startedAt <= SLACK_MS + MS_OF_A_LETTER * words.length();
    }

    boolean is(String id) {
        return !itemId.isEmpty() && itemId.equals(id);
    }
}
