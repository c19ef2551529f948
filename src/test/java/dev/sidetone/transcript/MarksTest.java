package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationChange.Archive;
import dev.sidetone.conversation.ConversationChange.Delete;
import dev.sidetone.conversation.ConversationChange.Hold;
import dev.sidetone.conversation.ConversationChange.Pin;
import dev.sidetone.conversation.ConversationChange.Restore;
import dev.sidetone.conversation.ConversationChange.Retitle;
import dev.sidetone.conversation.ConversationChange.Tag;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Marks;
import dev.sidetone.transcript.ConversationQuery.Shelf;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people put on conversations, and deleting. */
class MarksTest {

    @TempDir private Path folder;
    private SqlTranscriptStore store;
    private ConversationId id;

    SqlTranscriptStore opened() {
        return Stores.open(folder);
    }

    Connection otherProgram() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sidetone.db"));
    }

    /** What keeps the store from writing. */
    String lock() {
        return "begin exclusive";
    }

    @BeforeEach
    void open() {
        store = opened();
        id = started("Where is the codec?");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ConversationId started(String words) {
        ConversationId made = store.create("sidetone", Path.of("/src/sidetone")).id();
        store.append(said(made, "first", words));
        return made;
    }

    private Conversation change(ConversationChange... changes) {
        return store.change(id, List.of(changes)).orElseThrow();
    }

    private List<ConversationId> shelf(Shelf shelf) {
        return store
                .list(ConversationQuery.newest(Optional.empty(), 50, shelf))
                .conversations()
                .stream()
                .map(Conversation::id)
                .toList();
    }

    private List<ConversationId> found(String words) {
        var read = (SearchReading.Understood) SearchLanguage.read(words);
        return store.search(SearchQuery.newest(read.terms(), 10)).hits().stream()
                .map(hit -> hit.conversation().id())
                .toList();
    }

    @Test
    void whatIsPutOnAConversationIsReadBack() {
        Conversation now =
                change(
                        new Retitle("The codec"),
                        new Tag(List.of("wire", " release 2 ", "wire")),
                        new Pin(true),
                        new Archive(true),
                        new Hold(true));

        var marks = new Marks(true, true, true, Optional.empty(), List.of("wire", "release 2"));
        assertThat(now.title()).isEqualTo("The codec");
        assertThat(now.marks()).isEqualTo(marks);
        store.close();
        store = opened();
        assertThat(store.find(id).orElseThrow()).isEqualTo(now);

        assertThat(change(new Tag(List.of()), new Pin(false), new Archive(false), new Hold(false)))
                .extracting(Conversation::marks)
                .isEqualTo(Marks.NONE);
    }

    @Test
    void aDeletedConversationIsFoundOnlyWhereDeletedOnesAre() {
        ConversationId other = started("And the sideband?");

        assertThat(change(new Delete(NOON)).marks().deletedAt()).contains(NOON);

        assertThat(store.find(id)).isEmpty();
        assertThat(store.findAny(id)).isPresent();
        assertThat(shelf(Shelf.OPEN)).containsExactly(other);
        assertThat(shelf(Shelf.ARCHIVED)).isEmpty();
        assertThat(shelf(Shelf.DELETED)).containsExactly(id);
        assertThat(found("codec")).isEmpty();
    }

    @Test
    void whatIsRestoredIsAsItWas() {
        Conversation before = change(new Pin(true), new Tag(List.of("wire")));

        change(new Delete(NOON));

        assertThat(change(new Restore())).isEqualTo(before);
        assertThat(store.items(id)).hasSize(1);
        assertThat(found("codec")).containsExactly(id);
    }

    @Test
    void whatWasDeletedBeforeATimeIsPurgedForGood() throws Exception {
        ConversationId later = started("And the sideband?");
        ConversationId kept = started("And the journal?");
        change(new Delete(NOON));
        store.change(later, List.of(new Delete(NOON.plusSeconds(60))));

        assertThat(store.purge(NOON.plusSeconds(60))).containsExactly(id);

        assertThat(store.findAny(id)).isEmpty();
        assertThat(store.items(id)).isEmpty();
        assertThat(store.findAny(later)).isPresent();
        assertThat(store.find(kept)).isPresent();
        assertThat(store.purge(NOON.plusSeconds(60))).isEmpty();
        try (var file = otherProgram();
                var items = file.createStatement().executeQuery("select count(*) from item")) {
            items.next();
            assertThat(items.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aLegalHoldBeatsDeletingAndPurging() {
        change(new Hold(true), new Delete(NOON));
        assertThat(store.find(id)).isPresent();

        change(new Hold(false), new Delete(NOON), new Hold(true));
        assertThat(store.purge(NOON.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(store.findAny(id)).isPresent();
    }

    @Test
    void pinnedOnesAndTheOthersAreListedApart() {
        ConversationId other = started("And the sideband?");
        change(new Pin(true));
        var all = ConversationQuery.newest(Optional.empty(), 50, Shelf.OPEN);

        assertThat(store.list(all.pinned(true)).conversations())
                .extracting(Conversation::id)
                .containsExactly(id);
        assertThat(store.list(all.pinned(false)).conversations())
                .extracting(Conversation::id)
                .containsExactly(other);
    }

    @Test
    void changesAreSeenAndKeptWhileTheFileTakesNone() throws Exception {
        try (var other = otherProgram();
                var lock = other.createStatement()) {
            lock.execute(lock());
            Conversation now = change(new Retitle("The codec"), new Pin(true), new Hold(true));
            assertThat(now.title()).isEqualTo("The codec");
            assertThat(now.marks().pinned()).isTrue();
            assertThat(change(new Delete(NOON)).deleted()).isFalse();
            assertThat(store.purge(NOON)).isEmpty();
            lock.execute("rollback");
        }
        store.close();
        store = opened();
        assertThat(store.find(id).orElseThrow().title()).isEqualTo("The codec");
        assertThat(store.find(id).orElseThrow().marks().held()).isTrue();
    }

    @Test
    void aConversationThatIsNotThereIsNotChanged() {
        var nowhere = ConversationId.create(1, new java.util.Random(1));

        assertThat(store.change(nowhere, List.of(new Pin(true)))).isEmpty();
    }

    @Test
    void tagsHaveBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag(List.of(" ")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag(List.of("x".repeat(41))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag(List.of("a\nb")));
        List<String> many = java.util.stream.IntStream.range(0, 21).mapToObj(i -> "t" + i).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag(many));
    }

    @Property
    void tagsThatAreTakenAreReadBackAsTheyWere(@ForAll List<@StringLength(max = 60) String> given) {
        Tag tag;
        try {
            tag = new Tag(given);
        } catch (IllegalArgumentException _) {
            return;
        }
        assertThat(Columns.readTags(Columns.tags(tag.tags()))).isEqualTo(tag.tags());
    }

    @Test
    void searchesAreSavedUnderANameAndForgotten() {
        SavedSearches searches = store.searches();
        SavedSearch codec = searches.save("What was said of the codec", "codec role:user");
        SavedSearch plain = searches.save("", " sideband ");
        assertThat(plain.name()).isEqualTo("sideband");
        assertThat(searches.save("Codec", "codec role:user"))
                .isEqualTo(
                        new SavedSearch(codec.id(), "Codec", "codec role:user", codec.savedAt()));
        store.close();
        store = opened();

        assertThat(store.searches().all())
                .extracting(SavedSearch::name)
                .containsExactly("Codec", "sideband");
        assertThat(store.searches().forget(codec.id())).isTrue();
        assertThat(store.searches().forget(codec.id())).isFalse();
        assertThat(store.searches().all()).containsExactly(plain);
    }

    @Test
    void searchesThatFindNothingEverAreNotSaved() {
        SavedSearches searches = store.searches();

        assertThatIllegalArgumentException().isThrownBy(() -> searches.save("x", " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> searches.save("x", "role:boss"))
                .withMessageContaining("user, assistant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> searches.save("x".repeat(81), "codec"));
        for (int i = 0; i < SavedSearch.MOST; i++) {
            searches.save("", "codec " + i);
        }
        assertThatExceptionOfType(TranscriptException.class)
                .isThrownBy(() -> searches.save("", "one more"))
                .withMessageContaining("forget one");
        assertThat(searches.save("again", "codec 7").name()).isEqualTo("again");
    }
}
