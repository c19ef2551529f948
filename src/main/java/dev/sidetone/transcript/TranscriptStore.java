package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The durable record of all conversations. Thread-safe.
 *
 * <p>A writing method returns after its change is committed, so that a killed process loses nothing
 * that was acknowledged. When the file cannot be written (full disk, lock, damage) writing methods
 * still return, after half a second at most: the change is held in memory, {@link #health} says so
 * in words, and the changes are written in their order as soon as the file takes them. Reading
 * methods show held changes too.
 */
public interface TranscriptStore extends AutoCloseable {

    /** Starts a conversation about a workspace. */
    Conversation create(String workspace, Path workspaceRoot);

    /** The conversation; empty when there is none, or it was deleted. */
    Optional<Conversation> find(ConversationId id);

    /** The conversation, also when it was deleted and is not purged yet. */
    Optional<Conversation> findAny(ConversationId id);

    /**
     * Conversations that are not archived, the last changed first.
     *
     * @param cursor where an earlier page ended; empty for the first page
     * @param limit how many at most, 1 to 200
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    ConversationPage list(Optional<String> cursor, int limit);

    /**
     * Conversations by any order.
     *
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    ConversationPage list(ConversationQuery query);

    /**
     * Makes changes in their order, all in one commit. A conversation under legal hold is not
     * deleted.
     *
     * @return the conversation as it is now; empty when there is none
     */
    Optional<Conversation> change(ConversationId id, List<ConversationChange> changes);

    /**
     * Takes out for good what was deleted before, with all its items; nothing under legal hold.
     *
     * @return what that was
     */
    List<ConversationId> purge(Instant before);

    /**
     * What tools gave back before, outside legal hold, the oldest first.
     *
     * @param workspace only of this one; empty for all
     * @param except not of these
     * @param limit how many at most
     */
    List<Item> outputsBefore(
            Instant before, Optional<String> workspace, List<String> except, int limit);

    /**
     * Takes an item's words out for good, those before edits too; {@value #FORGOTTEN} stays, and
     * {@value #UNNAMED} in the place of the name of who said it.
     *
     * @return false when there is no such item, or it is under legal hold, or the file takes no
     *     changes now
     */
    boolean forget(ConversationId conversation, String itemId);

    /** What stands in the place of words that were taken out. */
    String FORGOTTEN = "[removed: kept no longer]";

    /** What stands in the place of a name that was taken out. */
    String UNNAMED = "[removed]";

    /** Puts a conversation away, or takes it back; nothing of it is lost. */
    default void archive(ConversationId id, boolean archived) {
        change(id, List.of(new ConversationChange.Archive(archived)));
    }

    /**
     * A new conversation with everything that is in this one now.
     *
     * @return empty when there is none of that id, or the file takes no changes now
     */
    Optional<Conversation> fork(ConversationId id);

    /**
     * Merges two conversations, splits one, or undoes that: all of it or nothing, in one commit.
     *
     * @throws TranscriptException when the file cannot be written now
     */
    MoveResult move(MoveRequest request);

    /**
     * Where something is that a merge or split took out of a conversation, also after further ones.
     *
     * @param seq the position that an item had there; 0 asks for the conversation as a whole, which
     *     only a merge takes away
     * @return empty when nothing took it away
     */
    Optional<MovedTo> movedTo(ConversationId from, long seq);

    /**
     * What was said and written that has what is searched for.
     *
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    SearchPage search(SearchQuery query);

    /**
     * Gives a conversation its title. Without a call of this the first words of the user become the
     * title.
     */
    default void retitle(ConversationId id, String title) {
        change(id, List.of(new ConversationChange.Retitle(title)));
    }

    /**
     * Writes an item and gives it its {@code seq}. Writing the same item id again changes nothing
     * and returns what is stored.
     *
     * @throws TranscriptException when the conversation does not exist
     */
    Item append(NewItem item);

    /**
     * Marks speech as cut off and cuts its text.
     *
     * @param heardMs ms of the speech that were played
     * @param heardText the words in them
     * @return the item as it is now; empty when there is no such item
     */
    Optional<Item> markInterrupted(
            ConversationId conversation, String itemId, long heardMs, String heardText);

    /**
     * Puts the words of an item right. Those before are kept with it. A title that came from them
     * follows.
     *
     * @return the item as it is now; empty when there is no such item
     * @throws TranscriptException when the file cannot be written now
     */
    Optional<Item> edit(ConversationId conversation, String itemId, String text);

    /** All items, ordered by the start of their speech, then by {@code seq}. */
    List<Item> items(ConversationId conversation);

    /**
     * Items written after {@code seq}, in the order of writing.
     *
     * @param limit how many at most, 1 to 1,000
     */
    List<Item> itemsAfter(ConversationId conversation, long seq, int limit);

    /**
     * Items in the order of {@link #items}, those behind this one.
     *
     * @param after empty for the first ones
     * @param limit how many at most, 1 to 1,000
     */
    List<Item> itemsBehind(ConversationId conversation, Optional<Item> after, int limit);

    /**
     * Items in the order of {@link #items}, from a position on.
     *
     * @param position how many stand before the first one
     * @param limit how many at most, 1 to 1,000
     */
    default List<Item> itemsFrom(ConversationId conversation, long position, int limit) {
        return items(conversation).stream().skip(position).limit(limit).toList();
    }

    /** How many items stand before this one in the order of {@link #items}. */
    default OptionalLong position(ConversationId conversation, long seq) {
        List<Item> all = items(conversation);
        return LongStream.range(0, all.size())
                .filter(at -> all.get((int) at).seq() == seq)
                .findFirst();
    }

    /** Where a call, a day or a handoff begins, in the order of {@link #items}. */
    default List<Landmark> landmarks(ConversationId conversation) {
        return Landmark.among(items(conversation).stream().map(Landmark::of).toList());
    }

    /** The same, one after the other, with few of them in memory at a time. */
    default Iterator<Item> eachItem(ConversationId conversation) {
        return new EachItem(this, conversation);
    }

    /**
     * Takes in a conversation as it was written elsewhere, or at another time here: marks and items
     * with their ids, positions and times. One of the same id keeps its marks and what it has, is
     * no longer deleted, and gets the items that it has not; an item whose position is taken comes
     * behind the others.
     *
     * @return how many items were written
     */
    long bring(Conversation conversation, List<Item> items);

    /** The searches that are kept. */
    SavedSearches searches();

    /** What would be kept of a text: without secrets and personal data when they are taken out. */
    default String cleaned(String text) {
        return text;
    }

    /** How the file is. */
    StoreHealth health();

    /** Writes what waits and lets go of the file. */
    @Override
    default void close() {}

    /** Calls {@code listener} at every change of {@link #health}, from the writing thread. */
    void listen(Consumer<StoreHealth> listener);
}
