package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads a conversation in pages. For one thread. */
final class EachItem implements Iterator<Item> {

    private static final int PAGE = 500;

    private final TranscriptStore store;
    private final ConversationId conversation;
    private final Deque<Item> page = new ArrayDeque<>();
    private Optional<Item> last = Optional.empty();
    private boolean ended;

    EachItem(TranscriptStore store, ConversationId conversation) {
        this.store = store;
        this.conversation = conversation;
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && !ended) {
            page.addAll(store.itemsBehind(conversation, last, PAGE));
            ended = page.isEmpty();
        }
        return !page.isEmpty();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the conversation has no more items");
        }
        Item item = page.remove();
        last = Optional.of(item);
        return item;
    }
}
