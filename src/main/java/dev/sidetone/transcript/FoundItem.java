package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;

/**
 * An item that has what was searched for.
 *
 * @param id the number by which the newest come first
 */
record FoundItem(long id, Item item, Conversation conversation) {}
