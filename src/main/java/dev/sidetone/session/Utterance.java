package dev.sidetone.session;

/**
 * Something the user is saying or has just said, not yet final.
 *
 * @param startedAt wall clock, ms
 * @param endedAt wall clock, ms; 0 while the speech goes on
 * @param caption what was recognised so far
 * @param answered a response has followed; its words may still come, but nobody waits for them
 */
record Utterance(String itemId, long startedAt, long endedAt, String caption, boolean answered) {

    static Utterance begun(String itemId, long at) {
        return new Utterance(itemId, at, 0, "", false);
    }

    Utterance ended(long at) {
        return new Utterance(itemId, startedAt, at, caption, answered);
    }

    Utterance said(String more) {
        return new Utterance(itemId, startedAt, endedAt, caption + more, answered);
    }

    Utterance answeredNow() {
        return new Utterance(itemId, startedAt, endedAt, caption, endedAt != 0);
    }

    /** Its words are waited for. */
    boolean awaited() {
        return endedAt != 0 && !answered;
    }
}
