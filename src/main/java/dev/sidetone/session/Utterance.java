package dev.sidetone.session;

/**
 * Something the user is saying or has just said, not yet final.
 *
 * @param startedAt wall clock, ms
 * @param endedAt wall clock, ms; 0 while the speech goes on
 * @param caption what was recognised so far
 */
record Utterance(String itemId, long startedAt, long endedAt, String caption) {

    Utterance ended(long at) {
        return new Utterance(itemId, startedAt, at, caption);
    }

    Utterance said(String more) {
        return new Utterance(itemId, startedAt, endedAt, caption + more);
    }
}
