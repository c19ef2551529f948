package dev.sidetone.context;

import dev.sidetone.conversation.ConversationId;

/** What the voice model of a conversation's call is told at its start. Thread-safe. */
public interface ContextSource {

    /** The text for the instructions; empty when there is nothing to tell. May take a moment. */
    String of(ConversationId conversation) throws InterruptedException;
}
