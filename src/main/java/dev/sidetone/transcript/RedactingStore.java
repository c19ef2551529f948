package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.redaction.Redactor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Takes secrets and personal data out of everything before another store gets it. */
final class RedactingStore implements TranscriptStore {

    private final KeepingStore store;
    private final Redactor redactor;
    private final Vault vault;

    /**
     * @param vault seals what is taken out, when it has a key
     */
    RedactingStore(KeepingStore store, Redactor redactor, Vault vault) {
        this.store = store;
        this.redactor = redactor;
        this.vault = vault;
    }

    @Override
    public String cleaned(String text) {
        return redactor.redact(text);
    }

    private Redacted redacted(String text) {
        return new Redacted(cleaned(text), text);
    }

    @Override
    public Item append(NewItem item) {
        Redacted words = redacted(item.text());
        return store.append(
                item.saying(words.kept()),
                vault.written(item.conversation(), item.itemId(), List.of(words)));
    }

    @Override
    public Optional<Item> markInterrupted(
            ConversationId conversation, String itemId, long heardMs, String heardText) {
        Redacted words = redacted(heardText);
        return store.markInterrupted(
                conversation,
                itemId,
                heardMs,
                words.kept(),
                vault.changed(conversation, itemId, words));
    }

    @Override
    public Optional<Item> edit(ConversationId conversation, String itemId, String text) {
        Redacted words = redacted(text);
        return store.edit(
                conversation, itemId, words.kept(), vault.changed(conversation, itemId, words));
    }

    @Override
    public Optional<Conversation> change(ConversationId id, List<ConversationChange> changes) {
        return store.change(id, changes.stream().map(this::cleaned).toList());
    }

    private Item cleaned(Item item) {
        return item.saying(cleaned(item.text())).with(item.details().reworded(this::cleaned));
    }

    private ConversationChange cleaned(ConversationChange change) {
        return change instanceof ConversationChange.Retitle(var title)
                ? new ConversationChange.Retitle(cleaned(title))
                : change;
    }

    @Override
    public long bring(Conversation conversation, List<Item> items) {
        return store.bring(
                conversation.titled(cleaned(conversation.title())),
                items.stream().map(this::cleaned).toList(),
                items.stream().flatMap(item -> original(conversation.id(), item)).toList());
    }

    /** Of all that it says, and said before it was put right. */
    private Stream<SealedOriginal> original(ConversationId conversation, Item item) {
        List<Redacted> words =
                Stream.of(
                                Stream.of(item.text()),
                                item.details().unheard().stream(),
                                item.details().edits().stream().map(ItemDetails.Edit::before))
                        .flatMap(texts -> texts)
                        .map(this::redacted)
                        .toList();
        return vault.written(conversation, item.itemId(), words).stream();
    }

    @Override
    public Conversation create(String workspace, Path workspaceRoot) {
        return store.create(workspace, workspaceRoot);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return store.find(id);
    }

    @Override
    public Optional<Conversation> findAny(ConversationId id) {
        return store.findAny(id);
    }

    @Override
    public ConversationPage list(Optional<String> cursor, int limit) {
        return store.list(cursor, limit);
    }

    @Override
    public ConversationPage list(ConversationQuery query) {
        return store.list(query);
    }

    @Override
    public List<ConversationId> purge(Instant before) {
        return store.purge(before);
    }

    @Override
    public List<Item> outputsBefore(
            Instant before, Optional<String> workspace, List<String> except, int limit) {
        return store.outputsBefore(before, workspace, except, limit);
    }

    @Override
    public boolean forget(ConversationId conversation, String itemId) {
        return store.forget(conversation, itemId);
    }

    @Override
    public Optional<Conversation> fork(ConversationId id) {
        return store.fork(id);
    }

    @Override
    public MoveResult move(MoveRequest request) {
        return store.move(
                request instanceof MoveRequest.Split(var source, var seq, var title)
                        ? new MoveRequest.Split(source, seq, title.map(this::cleaned))
                        : request);
    }

    @Override
    public Optional<MovedTo> movedTo(ConversationId from, long seq) {
        return store.movedTo(from, seq);
    }

    /** What a search is for may be what is to be kept nowhere. */
    @Override
    public SavedSearches searches() {
        SavedSearches searches = store.searches();
        return new SavedSearches() {
            @Override
            public List<SavedSearch> all() {
                return searches.all();
            }

            @Override
            public SavedSearch save(String name, String query) {
                return searches.save(cleaned(name), cleaned(query));
            }

            @Override
            public boolean forget(String id) {
                return searches.forget(id);
            }
        };
    }

    @Override
    public SearchPage search(SearchQuery query) {
        return store.search(query);
    }

    @Override
    public List<Item> items(ConversationId conversation) {
        return store.items(conversation);
    }

    @Override
    public List<Item> itemsAfter(ConversationId conversation, long seq, int limit) {
        return store.itemsAfter(conversation, seq, limit);
    }

    @Override
    public List<Item> itemsBehind(ConversationId conversation, Optional<Item> after, int limit) {
        return store.itemsBehind(conversation, after, limit);
    }

    @Override
    public List<Item> itemsFrom(ConversationId conversation, long position, int limit) {
        return store.itemsFrom(conversation, position, limit);
    }

    @Override
    public OptionalLong position(ConversationId conversation, long seq) {
        return store.position(conversation, seq);
    }

    @Override
    public List<Landmark> landmarks(ConversationId conversation) {
        return store.landmarks(conversation);
    }

    @Override
    public StoreHealth health() {
        return store.health();
    }

    @Override
    public void listen(Consumer<StoreHealth> listener) {
        store.listen(listener);
    }

    @Override
    public void close() {
        store.close();
    }
}
