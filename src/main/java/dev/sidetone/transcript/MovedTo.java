package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;

/**
 * Where something is now.
 *
 * @param seq the item's position there; 0 for a whole conversation
 */
public record MovedTo(ConversationId conversation, long seq) {}
