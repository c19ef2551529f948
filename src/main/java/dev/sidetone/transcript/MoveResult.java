package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;

/** What came of a {@link MoveRequest}. */
public sealed interface MoveResult {

    /**
     * It is done.
     *
     * @param id by which it can be undone
     * @param source where the items were
     * @param target where they are now
     * @param items how many
     */
    record Moved(String id, ConversationId source, ConversationId target, long items)
            implements MoveResult {}

    /** Nothing was changed. */
    record Refused(Why why) implements MoveResult {}

    /** Why nothing was changed. */
    enum Why {
        MISSING("There is no such conversation, or no such item in it."),
        HELD(
                "One of the conversations is under legal hold: nothing goes in or out of it until"
                        + " somebody who may releases that."),
        SAME("A conversation cannot be merged with itself."),
        WHOLE("Nothing would be left before the first item: choose a later one."),
        GONE(
                "This cannot be undone any more: the items, or the conversation that they came"
                        + " from, are not there now. What was merged or split afterwards must be"
                        + " undone before.");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        /** In words, with what to do. */
        public String text() {
            return text;
        }
    }
}
