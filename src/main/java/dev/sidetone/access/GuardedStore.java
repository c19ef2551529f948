package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.Landmark;
import dev.sidetone.transcript.MoveRequest;
import dev.sidetone.transcript.MoveResult;
import dev.sidetone.transcript.MovedTo;
import dev.sidetone.transcript.SavedSearches;
import dev.sidetone.transcript.SearchHit;
import dev.sidetone.transcript.SearchPage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.StoreHealth;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The record as whoever asks may see it. What is about a workspace that is not theirs is as if it
 * were not there; what is another's is written down when it is read. Thread-safe.
 */
@Guarded
@Singleton
class GuardedStore implements TranscriptStore {

    private final TranscriptStore store;
    private final Guard guard;
    private final GuardedMoves moves;
    private final GuardedSearches searches;

    @Inject
    GuardedStore(TranscriptStore store, Guard guard, OwnSearches own) {
        this.store = store;
        this.guard = guard;
        this.moves = new GuardedMoves(store, guard, this);
        this.searches = new GuardedSearches(store, own, guard, InstantSource.system());
    }

    @Override
    public Conversation create(String workspace, Path workspaceRoot) {
        if (!guard.need(Scope.TALK).in(workspace)) {
            throw guard.elsewhere();
        }
        Conversation created = store.create(workspace, workspaceRoot);
        guard.began(created.id());
        return created;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        Reader reader = guard.need(Scope.VIEW);
        return store.find(id).filter(c -> reader.in(c.workspace()));
    }

    @Override
    public Optional<Conversation> findAny(ConversationId id) {
        Reader reader = guard.need(Scope.VIEW);
        return store.findAny(id).filter(c -> reader.in(c.workspace()));
    }

    /** Costs nothing for those who see everything. */
    boolean shows(ConversationId id) {
        return guard.need(Scope.VIEW).everywhere() || findAny(id).isPresent();
    }

    /** The same, and it is written down that it is read. */
    private boolean opens(ConversationId id) {
        if (!shows(id)) {
            return false;
        }
        guard.reads(List.of(id));
        return true;
    }

    @Override
    public ConversationPage list(Optional<String> cursor, int limit) {
        return list(ConversationQuery.newest(cursor, limit, ConversationQuery.Shelf.OPEN));
    }

    @Override
    public ConversationPage list(ConversationQuery query) {
        Reader reader = guard.need(Scope.VIEW);
        return store.list(
                reader.everywhere()
                        ? query
                        : query.within(reader.workspaces().stream().sorted().toList()));
    }

    @Override
    public Optional<Conversation> change(ConversationId id, List<ConversationChange> changes) {
        for (ConversationChange change : changes) {
            Reader _ =
                    guard.need(
                            switch (change) {
                                case ConversationChange.Hold _ -> Scope.HOLD;
                                case ConversationChange.Delete _, ConversationChange.Restore _ ->
                                        Scope.DELETE;
                                default -> Scope.TALK;
                            });
        }
        return shows(id) ? store.change(id, changes) : Optional.empty();
    }

    @Override
    public Optional<MovedTo> movedTo(ConversationId from, long seq) {
        Reader reader = guard.need(Scope.VIEW);
        boolean others = store.findAny(from).filter(c -> !reader.in(c.workspace())).isPresent();
        return others
                ? Optional.empty()
                : store.movedTo(from, seq).filter(to -> shows(to.conversation()));
    }

    @Override
    public List<ConversationId> purge(Instant before) {
        throw servicesOwn();
    }

    @Override
    public List<Item> outputsBefore(
            Instant before, Optional<String> workspace, List<String> except, int limit) {
        throw servicesOwn();
    }

    @Override
    public boolean forget(ConversationId conversation, String itemId) {
        throw servicesOwn();
    }

    @Override
    public Item append(NewItem item) {
        throw servicesOwn();
    }

    @Override
    public Optional<Item> markInterrupted(
            ConversationId conversation, String itemId, long heardMs, String heardText) {
        throw servicesOwn();
    }

    private static UnsupportedOperationException servicesOwn() {
        return new UnsupportedOperationException("the service does that itself, for nobody");
    }

    @Override
    public Optional<Conversation> fork(ConversationId id) {
        Reader _ = guard.need(Scope.TALK);
        if (!opens(id)) {
            return Optional.empty();
        }
        Optional<Conversation> copy = store.fork(id);
        copy.ifPresent(c -> guard.copied(id, c.id()));
        return copy;
    }

    @Override
    public MoveResult move(MoveRequest request) {
        return moves.move(request);
    }

    @Override
    public SearchPage search(SearchQuery query) {
        Reader reader = guard.need(Scope.VIEW);
        SearchPage page = store.search(reader.everywhere() ? query : within(query, reader));
        guard.reads(
                page.hits().stream().map(SearchHit::conversation).map(Conversation::id).toList());
        return page;
    }

    private static SearchQuery within(SearchQuery query, Reader reader) {
        return new SearchQuery(
                query.terms().within(reader.workspaces().stream().sorted().toList()),
                query.order(),
                query.cursor(),
                query.limit());
    }

    @Override
    public Optional<Item> edit(ConversationId conversation, String itemId, String text) {
        Reader _ = guard.need(Scope.TALK);
        return opens(conversation) ? store.edit(conversation, itemId, text) : Optional.empty();
    }

    @Override
    public List<Item> items(ConversationId conversation) {
        return opens(conversation) ? store.items(conversation) : List.of();
    }

    @Override
    public List<Item> itemsAfter(ConversationId conversation, long seq, int limit) {
        return opens(conversation) ? store.itemsAfter(conversation, seq, limit) : List.of();
    }

    @Override
    public List<Item> itemsBehind(ConversationId conversation, Optional<Item> after, int limit) {
        return opens(conversation) ? store.itemsBehind(conversation, after, limit) : List.of();
    }

    @Override
    public List<Item> itemsFrom(ConversationId conversation, long position, int limit) {
        return opens(conversation) ? store.itemsFrom(conversation, position, limit) : List.of();
    }

    @Override
    public OptionalLong position(ConversationId conversation, long seq) {
        return shows(conversation) ? store.position(conversation, seq) : OptionalLong.empty();
    }

    @Override
    public List<Landmark> landmarks(ConversationId conversation) {
        return opens(conversation) ? store.landmarks(conversation) : List.of();
    }

    /** What is there of that id in another's workspace is neither told nor touched. */
    @Override
    public long bring(Conversation conversation, List<Item> items) {
        Reader reader = guard.need(Scope.ADMIN);
        Optional<Conversation> there = store.findAny(conversation.id());
        boolean others = there.filter(c -> !reader.in(c.workspace())).isPresent();
        if (others || !reader.in(conversation.workspace())) {
            throw guard.elsewhere();
        }
        if (there.isEmpty()) {
            guard.brought(conversation.id()); // before it is there: nobody reads it meanwhile
        }
        return store.bring(conversation, items);
    }

    @Override
    public SavedSearches searches() {
        return searches;
    }

    @Override
    public String cleaned(String text) {
        return store.cleaned(text);
    }

    @Override
    public StoreHealth health() {
        return store.health();
    }

    @Override
    public void listen(Consumer<StoreHealth> listener) {
        store.listen(listener);
    }
}
