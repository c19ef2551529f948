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
 * @param hushed the user stopped it: what still comes of its sound is not passed on
 */
record Speaking(
        String itemId,
        Words words,
        boolean written,
        long startedAt,
        long receivedMs,
        boolean audible,
        boolean settled,
        boolean hushed) {

    static final Speaking NOTHING = new Speaking("", Words.NONE, true, 0, 0, false, true, false);

    /** A slow voice. */
    private static final long MS_OF_A_LETTER = 100;

    private static final long SLACK_MS = 1_500;

    static Speaking begun(String itemId, long now) {
        return new Speaking(itemId, Words.NONE, false, now, 0, false, false, false);
    }

    String text() {
        return words.toString();
    }

    Speaking said(String more) {
        return with(words.and(more), written);
    }

    Speaking finalText(String all) {
        return with(Words.of(all), true);
    }

    private Speaking with(Words all, boolean done) {
        return new Speaking(itemId, all, done, startedAt, receivedMs, audible, settled, hushed);
    }

    /** {@code ms} more of sound came through us. */
    Speaking sounded(long ms, long now) {
        long from = receivedMs == 0 ? now : startedAt;
        return new Speaking(itemId, words, written, from, receivedMs + ms, true, false, hushed);
    }

    /** The provider plays it to the user. */
    Speaking playing(long now) {
        long from = audible ? startedAt : now;
        return new Speaking(itemId, words, written, from, receivedMs, true, settled, hushed);
    }

    Speaking silent() {
        return heard(false, settled, hushed);
    }

    Speaking done() {
        return heard(false, true, hushed);
    }

    Speaking hushedNow() {
        return heard(audible, settled, true);
    }

    /** Something new was asked for, and not every provider begins another item for it. */
    Speaking wanted() {
        return hushed ? heard(audible, settled, false) : this;
    }

    private Speaking heard(boolean nowAudible, boolean nowSettled, boolean nowHushed) {
        return new Speaking(
                itemId, words, written, startedAt, receivedMs, nowAudible, nowSettled, nowHushed);
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
