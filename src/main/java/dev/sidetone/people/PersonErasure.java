package dev.sidetone.people;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.Title;
import dev.sidetone.recording.Recordings;
import dev.sidetone.retention.Erasure;
import dev.sidetone.retention.ErasureLog;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.UsageNames;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes out for good what one person said: the words, those before edits, titles made of them, the
 * sound, and their name there and with what calls used; nothing under legal hold. What goes is
 * entered in the {@link ErasureLog}, without the name. May be done again: what is gone already is
 * not counted again.
 */
public final class PersonErasure {

    private final TranscriptStore store;
    private final Sayings sayings;
    private final Recordings recordings;
    private final ErasureLog log;
    private final UsageNames usage;

    /**
     * @param store the service's own, in which everything is
     */
    public PersonErasure(
            TranscriptStore store,
            Sayings sayings,
            Recordings recordings,
            ErasureLog log,
            UsageNames usage) {
        this.store = store;
        this.sayings = sayings;
        this.recordings = recordings;
        this.log = log;
        this.usage = usage;
    }

    /** What {@link #apply} would do; changes nothing. */
    public PersonGone due(String person) throws SQLException {
        var due = new ArrayList<Gone>();
        sayings.each(
                person,
                said -> {
                    List<Item> left = left(said.items());
                    long sounds = recordings.userPieces(calls(said.items()));
                    add(due, gone(said, left.size(), sounds));
                });
        return new PersonGone(due, usage.count(person));
    }

    /**
     * Does it.
     *
     * @return what went, and what stays
     * @throws SQLException when that cannot be entered in the log, though it is gone; then it is
     *     entered for what went before
     */
    public PersonGone apply(String person, Instant now) throws SQLException {
        var done = new ArrayList<Gone>();
        sayings.each(
                person,
                said -> {
                    if (said.conversation().marks().held()) {
                        long sounds = recordings.userPieces(calls(said.items()));
                        add(done, gone(said, left(said.items()).size(), sounds));
                        return;
                    }
                    Gone gone = taken(said);
                    if (gone.items() + gone.sounds() > 0) {
                        log.add(List.of(erasure(said.conversation(), gone.items())), now);
                    }
                    add(done, gone);
                });
        return new PersonGone(done, usage.remove(person));
    }

    /** The sound goes first: without the name nobody finds whose it was. */
    private Gone taken(Said said) {
        long sounds = recordings.eraseUser(calls(said.items()));
        List<Item> left = left(said.items());
        untitle(said.conversation(), left);
        long items =
                left.stream()
                        .filter(item -> store.forget(item.conversation(), item.itemId()))
                        .count();
        return new Gone(
                said.conversation().id(), said.conversation().workspace(), items, sounds, "");
    }

    /** A title that nobody gave is made of the first words. */
    private void untitle(Conversation conversation, List<Item> items) {
        boolean made =
                items.stream()
                        .flatMap(PersonErasure::texts)
                        .map(Title::from)
                        .anyMatch(conversation.title()::equals);
        if (made && !conversation.title().isEmpty()) {
            store.change(
                    conversation.id(),
                    List.of(new ConversationChange.Retitle(TranscriptStore.FORGOTTEN)));
        }
    }

    private static Stream<String> texts(Item item) {
        return Stream.concat(
                Stream.of(item.text()),
                item.details().edits().stream().map(ItemDetails.Edit::before));
    }

    /** Those that have any words left, or the name. */
    private static List<Item> left(List<Item> items) {
        return items.stream()
                .filter(item ->
                        !item.text().equals(TranscriptStore.FORGOTTEN)
                                || !item.details().edits().isEmpty()
                                || item.details().unheard().isPresent()
                                || item.details()
                                        .device()
                                        .filter(name -> !name.equals(TranscriptStore.UNNAMED))
                                        .isPresent())
                .toList();
    }

    /** The calls into which they spoke: whose microphone that was. */
    private static Set<String> calls(List<Item> items) {
        return items.stream()
                .filter(item -> item.kind() == Item.Kind.SPEECH)
                .map(Item::call)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Gone gone(Said said, long items, long sounds) {
        Conversation of = said.conversation();
        return new Gone(of.id(), of.workspace(), items, sounds, of.marks().held() ? Gone.HELD : "");
    }

    /** What is gone already is not told again. */
    private static void add(List<Gone> to, Gone gone) {
        if (gone.items() + gone.sounds() > 0) {
            to.add(gone);
        }
    }

    private static Erasure erasure(Conversation c, long items) {
        return new Erasure(
                Erasure.Why.ASKED, c.id(), c.workspace(), c.createdAt(), c.updatedAt(), items);
    }
}
