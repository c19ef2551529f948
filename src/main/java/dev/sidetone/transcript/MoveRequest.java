package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import java.util.Optional;

/** Items are to go from one conversation to another. */
public sealed interface MoveRequest {

    /** All of a conversation goes into another, and the empty one is deleted. */
    record Merge(ConversationId source, ConversationId target) implements MoveRequest {}

    /**
     * An item and all behind it in the order of speech go into a new conversation.
     *
     * @param seq the item's position in the journal
     * @param title of the new one; empty: its first words
     */
    record Split(ConversationId source, long seq, Optional<String> title) implements MoveRequest {}

    /** The items go back to where they were. */
    record Undo(String move) implements MoveRequest {}
}
