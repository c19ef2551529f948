package dev.sidetone.session;

/**
 * Something the user is saying or has just said, not yet final.
 *
 * @param startedAt wall clock, ms
 * @param endedAt wall clock, ms; 0 while the speech goes on
 * @param caption what was recognised so far
 * @param captionedAt wall clock, ms, when that was last told as a whole; 0 when it never was
 * @param answered a response has followed; its words may still come, but nobody waits for them
 * @param over what the assistant was saying when it began; empty when it said nothing
 */
record Utterance(
        String itemId,
        long startedAt,
        long endedAt,
        Words caption,
        long captionedAt,
        boolean answered,
        String over) {

    private static final long CAPTION_MS = 1_000;

    static Utterance begun(String itemId, long at) {
        return begun(itemId, at, "");
    }

    static Utterance begun(String itemId, long at, String over) {
        return new Utterance(itemId, at, 0, Words.NONE, 0, false, over);
    }

    Utterance ended(long at) {
        return new Utterance(itemId, startedAt, at, caption, captionedAt, answered, over);
    }

    Utterance said(String more) {
        return new Utterance(
                itemId, startedAt, endedAt, caption.and(more), captionedAt, answered, over);
    }

    Utterance captioned(long at) {
        return new Utterance(itemId, startedAt, endedAt, caption, at, answered, over);
    }

    /** It is time to tell everything again: who came late knows only the last pieces. */
    boolean captionDue(long now) {
        return now - captionedAt >= CAPTION_MS;
    }

    Utterance answeredNow() {
        return new Utterance(itemId, startedAt, endedAt, caption, captionedAt, endedAt != 0, over);
    }

    /** Its words are waited for. */
    boolean awaited() {
        return endedAt != 0 && !answered;
    }
}
