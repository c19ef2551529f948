package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;

/** Hears what happens in a conversation. Must not wait. */
@FunctionalInterface
public interface NoticeSink {

    void accept(ConversationId conversation, Notice notice);

    /**
     * The same with its number, by which one who was away asks for what it missed.
     *
     * @param number from 1, growing; 0 for what is gone with its moment, sound and half words
     */
    default void accept(ConversationId conversation, Notice notice, long number) {
        accept(conversation, notice);
    }

    /** Somebody is behind it: a call whose sound goes through us is kept up for them. */
    default boolean holds() {
        return true;
    }
}
