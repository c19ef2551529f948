package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.util.List;
import java.util.Optional;

/** A store that keeps, with what it writes and in the same commit, what was taken out of that. */
interface KeepingStore extends TranscriptStore {

    Item append(NewItem item, Optional<SealedOriginal> original);

    Optional<Item> markInterrupted(
            ConversationId conversation,
            String itemId,
            long heardMs,
            String heardText,
            Optional<SealedOriginal> original);

    Optional<Item> edit(
            ConversationId conversation,
            String itemId,
            String text,
            Optional<SealedOriginal> original);

    long bring(Conversation conversation, List<Item> items, List<SealedOriginal> originals);

    @Override
    default Item append(NewItem item) {
        return append(item, Optional.empty());
    }

    @Override
    default Optional<Item> markInterrupted(
            ConversationId conversation, String itemId, long heardMs, String heardText) {
        return markInterrupted(conversation, itemId, heardMs, heardText, Optional.empty());
    }

    @Override
    default Optional<Item> edit(ConversationId conversation, String itemId, String text) {
        return edit(conversation, itemId, text, Optional.empty());
    }

    @Override
    default long bring(Conversation conversation, List<Item> items) {
        return bring(conversation, items, List.of());
    }
}
