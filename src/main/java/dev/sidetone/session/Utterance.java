package dev.sidetone.session;

/**
 * Something the user is saying or has just said, not yet final.
 *
 * @param startedAt wall clock, ms
 * @param endedAt wall clock, ms; 0 while the speech goes on
 * @param caption what was recognised so far
 * @param answered a response has followed; its words may still come, but nobody waits for them
 * @param over what the assistant was saying when it began; empty when it said nothing
 */
record Utterance(
        String itemId,
        long startedAt,
        long endedAt,
        String caption,
        boolean answered,
        String over) {

    static Utterance begun(String itemId, long at) {
        return begun(itemId, at, "");
    }

    static Utterance begun(String itemId, long at, String over) {
        return new Utterance(itemId, at, 0, "", false, over);
    }

    Utterance ended(long at) {
        return new Utterance(itemId, startedAt, at, caption, answered, over);
    }

    Utterance said(String more) {
        return new Utterance(itemId, startedAt, endedAt, caption + more, answered, over);
    }

    Utterance answeredNow() {
        return new Utterance(itemId, startedAt, endedAt, caption, endedAt != 0, over);
    }

    /** Its words are waited for. */
    boolean awaited() {
        return endedAt != 0 && !answered;
    }
}
