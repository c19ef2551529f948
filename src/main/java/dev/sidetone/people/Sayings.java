package dev.sidetone.people;

import dev.sidetone.access.Owners;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.ConversationQuery.Shelf;
import dev.sidetone.transcript.TranscriptStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what one person said: what came in under their name, and in conversations that are theirs
 * alone also what came in under none. Looks through the whole record, with the words of one
 * conversation in memory at a time.
 */
public final class Sayings {

    private static final int PAGE = 200;

    private final TranscriptStore store;
    private final Owners owners;

    /**
     * @param store the service's own, in which everything is
     */
    public Sayings(TranscriptStore store, Owners owners) {
        this.store = store;
        this.owners = owners;
    }

    /** What is done with what was said in one conversation. */
    @FunctionalInterface
    public interface Each<X extends Exception> {
        void take(Said said) throws X;
    }

    /**
     * Calls {@code each} for every conversation in which they said something, deleted ones too.
     *
     * @throws SQLException when it cannot be known whose conversations are
     */
    public <X extends Exception> void each(String person, Each<X> each) throws SQLException, X {
        Set<ConversationId> alone = new HashSet<>(owners.conversationsOf(person));
        for (ConversationId id : everything()) {
            Optional<Conversation> found = store.findAny(id);
            if (found.isPresent()) {
                List<Item> items = items(id, person, alone.contains(id));
                if (!items.isEmpty()) {
                    each.take(new Said(found.get(), items));
                }
            }
        }
    }

    private List<Item> items(ConversationId id, String person, boolean alone) {
        var items = new ArrayList<Item>();
        for (Iterator<Item> all = store.eachItem(id); all.hasNext(); ) {
            Item item = all.next();
            boolean theirs = item.details().device().map(person::equals).orElse(alone);
            if (item.role() == Item.Role.USER && theirs) {
                items.add(item);
            }
        }
        return items;
    }

    /** Known before anything is changed: a change moves a conversation to another page. */
    private List<ConversationId> everything() {
        var ids = new ArrayList<ConversationId>();
        for (Shelf shelf : Shelf.values()) {
            Optional<String> cursor = Optional.empty();
            do {
                ConversationPage page = store.list(ConversationQuery.newest(cursor, PAGE, shelf));
                page.conversations().forEach(c -> ids.add(c.id()));
                cursor = page.next();
            } while (cursor.isPresent());
        }
        return ids.stream().distinct().toList();
    }
}
