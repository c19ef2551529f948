package dev.sidetone.session;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.SearchPage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.StoreHealth;
import dev.sidetone.transcript.TranscriptStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A store in memory that keeps what was written, in its order. */
final class MemoryStore implements TranscriptStore {

    /** Taken by a test for which the store is not to answer. */
    final Semaphore mayRead = new Semaphore(1);

    final List<Item> items = new CopyOnWriteArrayList<>();

    @Override
    public Conversation create(String workspace, Path workspaceRoot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return Optional.empty();
    }

    @Override
    public ConversationPage list(Optional<String> cursor, int limit) {
        return new ConversationPage(List.of(), Optional.empty());
    }

    @Override
    public ConversationPage list(ConversationQuery query) {
        return new ConversationPage(List.of(), Optional.empty());
    }

    @Override
    public Optional<Conversation> findAny(ConversationId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Conversation> change(ConversationId id, List<ConversationChange> changes) {
        return Optional.empty();
    }

    @Override
    public List<Item> itemsBehind(ConversationId conversation, Optional<Item> after, int limit) {
        return List.of();
    }

    @Override
    public long bring(Conversation conversation, List<Item> items) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ConversationId> purge(Instant before) {
        return List.of();
    }

    @Override
    public Optional<Conversation> fork(ConversationId id) {
        return Optional.empty();
    }

    @Override
    public SearchPage search(SearchQuery query) {
        return new SearchPage(List.of(), Optional.empty());
    }

    /** What it breaks on, as it never should. */
    volatile Predicate<NewItem> breaksOn = _ -> false;

    @Override
    public Item append(NewItem item) {
        if (breaksOn.test(item)) {
            throw new IllegalStateException("a fault in the store");
        }
        Item stored = item.at(items.size() + 1L);
        items.add(stored);
        return stored;
    }

    @Override
    public Optional<Item> markInterrupted(
            ConversationId conversation, String itemId, long heardMs, String heardText) {
        return Optional.empty();
    }

    @Override
    public List<Item> outputsBefore(
            Instant before, Optional<String> workspace, List<String> except, int limit) {
        return List.of();
    }

    @Override
    public boolean forget(ConversationId conversation, String itemId) {
        return false;
    }

    @Override
    public Optional<Item> edit(ConversationId conversation, String itemId, String text) {
        return Optional.empty();
    }

    @Override
    public List<Item> items(ConversationId conversation) {
        mayRead.acquireUninterruptibly();
        try {
            return items;
        } finally {
            mayRead.release();
        }
    }

    @Override
    public List<Item> itemsAfter(ConversationId conversation, long seq, int limit) {
        return items;
    }

    @Override
    public StoreHealth health() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void listen(Consumer<StoreHealth> listener) {}

    @Override
    public dev.sidetone.transcript.MoveResult move(dev.sidetone.transcript.MoveRequest request) {
        throw new UnsupportedOperationException("nothing is merged or split here");
    }

    @Override
    public Optional<dev.sidetone.transcript.MovedTo> movedTo(ConversationId from, long seq) {
        return Optional.empty();
    }

    @Override
    public dev.sidetone.transcript.SavedSearches searches() {
        throw new UnsupportedOperationException("no searches are kept here");
    }
}
