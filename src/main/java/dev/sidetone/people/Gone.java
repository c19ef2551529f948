package dev.sidetone.people;

import dev.sidetone.conversation.ConversationId;

/**
 * What of one conversation goes, went, or stays. Immutable.
 *
 * @param items how many items lose their words and their name
 * @param sounds how many recorded pieces go
 * @param kept why all of it stays; empty when it goes
 */
public record Gone(
        ConversationId conversation, String workspace, long items, long sounds, String kept) {

    /** Under legal hold nothing goes. */
    public static final String HELD = "legal_hold";

    /** True when it stays. */
    public boolean stays() {
        return !kept.isEmpty();
    }
}
