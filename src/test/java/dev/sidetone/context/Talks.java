package dev.sidetone.context;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store in memory with some conversations, and talks to fill it. */
final class Talks implements TranscriptStore {

    static final ConversationId CURRENT =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");
    static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");

    final List<Item> items = new ArrayList<>();
    final List<Conversation> conversations = new ArrayList<>();

    /** A conversation about a workspace, so many minutes after the first. */
    void conversation(ConversationId id, String title, String root, int minutes) {
        Instant at = BEGUN.plusSeconds(60L * minutes);
        conversations.addFirst(new Conversation(id, title, "work", root, at, at, 3));
    }

    static ConversationId other(int number) {
        return new ConversationId("01890a5d-ac96-774b-bcce-b30209%06d".formatted(number));
    }

    void turn(String question, String answer) {
        turn(items, question, answer);
    }

    static void turn(List<Item> items, String question, String answer) {
        add(items, Item.Role.USER, question);
        add(items, Item.Role.ASSISTANT, answer);
    }

    static void add(List<Item> items, Item.Role role, String text) {
        int seq = items.size() + 1;
        Instant at = BEGUN.plusSeconds(seq);
        items.add(NewItem.speech(CURRENT, "i" + seq, role, text, at, seq, seq).at(seq));
    }

    @Override
    public Conversation create(String workspace, Path workspaceRoot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return conversations.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public ConversationPage list(Optional<String> cursor, int limit) {
        return new ConversationPage(conversations.stream().limit(limit).toList(), Optional.empty());
    }

    @Override
    public ConversationPage list(ConversationQuery query) {
        return list(query.cursor(), query.limit());
    }

    @Override
    public Optional<Conversation> findAny(ConversationId id) {
        return find(id);
    }

    @Override
    public Optional<Conversation> change(ConversationId id, List<ConversationChange> changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Item> itemsBehind(ConversationId conversation, Optional<Item> after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long bring(Conversation conversation, List<Item> items) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ConversationId> purge(Instant before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Conversation> fork(ConversationId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SearchPage search(SearchQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Item append(NewItem item) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Item> markInterrupted(
            ConversationId conversation, String itemId, long heardMs, String heardText) {
        return Optional.empty();
    }

    @Override
    public List<Item> items(ConversationId conversation) {
        return items;
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
