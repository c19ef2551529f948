package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static dev.sidetone.transcript.Stores.saidAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange.Delete;
import dev.sidetone.conversation.ConversationChange.Hold;
import dev.sidetone.conversation.ConversationChange.Restore;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.MoveRequest.Merge;
import dev.sidetone.transcript.MoveRequest.Split;
import dev.sidetone.transcript.MoveRequest.Undo;
import dev.sidetone.transcript.MoveResult.Moved;
import dev.sidetone.transcript.MoveResult.Refused;
import dev.sidetone.transcript.MoveResult.Why;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two conversations become one, one becomes two, and back. */
class MoveTest {

    @TempDir private Path folder;
    private SqlTranscriptStore store;
    private ConversationId one;
    private ConversationId two;

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
        one = talk("codec", 0);
        two = talk("sideband", 60);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Three items, of which the first is called the same in every talk. */
    private ConversationId talk(String about, int later) {
        ConversationId id = store.create("sidetone", Path.of("/src/sidetone")).id();
        say(id, "first", about + " question", later);
        say(id, about + "-2", about + " answer", later + 1);
        say(id, about + "-3", about + " rest", later + 2);
        return id;
    }

    private void say(ConversationId id, String item, String words, int later) {
        store.append(saidAt(id, item, NOON.plusSeconds(later)).saying(words).inCall("rtc_" + id));
    }

    private Moved moved(MoveRequest request) {
        return (Moved) store.move(request);
    }

    private Why refused(MoveRequest request) {
        return ((Refused) store.move(request)).why();
    }

    private List<String> texts(ConversationId id) {
        return store.items(id).stream().map(Item::text).toList();
    }

    private List<ConversationId> found(String words) {
        var read = (SearchReading.Understood) SearchLanguage.read(words);
        return store.search(SearchQuery.newest(read.terms(), 10)).hits().stream()
                .map(hit -> hit.conversation().id())
                .distinct()
                .toList();
    }

    @Test
    void aMergedConversationHasTheItemsOfBoth() throws Exception {
        Moved done = moved(new Merge(two, one));

        assertThat(done).isEqualTo(new Moved(done.id(), two, one, 3));
        assertThat(texts(one))
                .containsExactly(
                        "codec question",
                        "codec answer",
                        "codec rest",
                        "sideband question",
                        "sideband answer",
                        "sideband rest");
        assertThat(store.items(one)).extracting(Item::seq).doesNotHaveDuplicates();
        assertThat(store.items(one)).extracting(Item::itemId).doesNotHaveDuplicates();
        assertThat(store.items(one)).extracting(Item::conversation).containsOnly(one);
        assertThat(store.find(one).orElseThrow().items()).isEqualTo(6);
        assertThat(store.find(two)).isEmpty();
        assertThat(found("sideband")).containsExactly(one);
        assertThat(found("sideband in:" + one)).containsExactly(one);
        assertThat(found("sideband in:" + two)).isEmpty();
        assertThat(Export.TEXT.text(store.find(one).orElseThrow(), store.items(one)))
                .contains("codec question", "sideband rest");
        Item next = store.append(Stores.said(one, "next", "And on"));
        assertThat(next.seq()).isEqualTo(7);
    }

    private long seq(ConversationId id, String words) {
        return store.items(id).stream()
                .filter(item -> item.text().equals(words))
                .findFirst()
                .orElseThrow()
                .seq();
    }

    @Test
    void whatWasMovedIsFoundAgainAlsoAfterFurtherMoves() throws Exception {
        ConversationId three = talk("dialect", 120);
        assertThat(store.movedTo(two, 0)).isEmpty();
        assertThat(store.movedTo(two, 2)).isEmpty();

        Moved first = moved(new Merge(two, one));
        assertThat(store.movedTo(two, 0)).contains(new MovedTo(one, 0));
        assertThat(store.movedTo(two, 2)).contains(new MovedTo(one, seq(one, "sideband answer")));

        Moved second = moved(new Merge(one, three));
        MovedTo now = new MovedTo(three, seq(three, "sideband answer"));
        assertThat(store.movedTo(two, 0)).contains(new MovedTo(three, 0));
        assertThat(store.movedTo(two, 2)).contains(now);
        assertThat(store.movedTo(one, 5)).contains(now);
        assertThat(store.movedTo(two, 99)).isEmpty();

        moved(new Undo(second.id()));
        moved(new Undo(first.id()));
        assertThat(store.movedTo(two, 0)).isEmpty();
        assertThat(store.movedTo(two, 2)).isEmpty();
    }

    @Test
    void whatWasSplitOffIsFoundAgainAndTheRestIsWhereItWas() {
        Moved parted = moved(new Split(one, 2, Optional.empty()));

        assertThat(store.movedTo(one, 2)).contains(new MovedTo(parted.target(), 2));
        assertThat(store.movedTo(one, 1)).isEmpty();
        assertThat(store.movedTo(one, 0)).isEmpty();
    }

    /**
     * Restored, the emptied conversation takes the other one in: the way must not go in circles.
     */
    @Test
    void mergesInACircleEndWhereTheItemsAre() throws Exception {
        moved(new Merge(two, one));
        store.change(two, List.of(new Restore()));
        moved(new Merge(one, two));

        assertThat(store.movedTo(one, 0)).contains(new MovedTo(two, 0));
        assertThat(store.movedTo(two, 0).map(MovedTo::conversation)).isNotEqualTo(Optional.of(two));
    }

    @Test
    void aMergeThatIsUndoneLeavesBothAsTheyWere() {
        List<Item> before = store.items(two);
        Conversation whole = store.find(two).orElseThrow();
        Moved done = moved(new Merge(two, one));
        say(one, "later", "codec afterwards", 90);

        assertThat(moved(new Undo(done.id()))).isEqualTo(new Moved(done.id(), one, two, 3));

        assertThat(store.items(two)).isEqualTo(before);
        assertThat(store.find(two)).contains(whole);
        assertThat(texts(one))
                .containsExactly(
                        "codec question", "codec answer", "codec rest", "codec afterwards");
        assertThat(store.find(one).orElseThrow().items()).isEqualTo(4);
        assertThat(found("sideband")).containsExactly(two);
        assertThat(refused(new Undo(done.id()))).isEqualTo(Why.GONE);
    }

    @Test
    void aSplitConversationGoesOnInAnother() {
        Moved done = moved(new Split(one, 2, Optional.empty()));

        assertThat(texts(one)).containsExactly("codec question");
        assertThat(texts(done.target())).containsExactly("codec answer", "codec rest");
        assertThat(store.items(done.target())).extracting(Item::seq).containsExactly(2L, 3L);
        Conversation target = store.find(done.target()).orElseThrow();
        assertThat(target.title()).isEqualTo("codec answer");
        assertThat(target.workspace()).isEqualTo("sidetone");
        assertThat(target.items()).isEqualTo(2);
        assertThat(found("codec rest")).containsExactly(done.target());
        assertThat(store.append(Stores.said(done.target(), "x", "more")).seq()).isEqualTo(4);
        assertThat(store.append(Stores.said(one, "x", "more")).seq()).isEqualTo(4);
    }

    @Test
    void aSplitThatIsUndoneLeavesOneAgain() {
        List<Item> before = store.items(one);
        Moved done = moved(new Split(one, 2, Optional.of("The rest")));
        assertThat(store.find(done.target()).orElseThrow().title()).isEqualTo("The rest");

        moved(new Undo(done.id()));

        assertThat(store.items(one)).isEqualTo(before);
        assertThat(store.findAny(done.target())).isEmpty();
        assertThat(found("codec rest")).containsExactly(one);
    }

    @Test
    void theNewConversationIsCalledByTheFirstWordsOfItsUser() {
        store.append(NewItem.toolCall(one, "t", "find", "c", "{}", NOON.plusSeconds(5)));
        say(one, "next", "And the sideband?", 6);

        Moved done = moved(new Split(one, 4, Optional.empty()));

        assertThat(store.find(done.target()).orElseThrow().title()).isEqualTo("And the sideband?");
    }

    @Test
    void theOrderOfSpeechDecidesWhatIsSplitOff() {
        say(one, "recognised-late", "codec in between", 1);

        Moved done = moved(new Split(one, 3, Optional.empty()));

        assertThat(texts(one))
                .containsExactly("codec question", "codec answer", "codec in between");
        assertThat(texts(done.target())).containsExactly("codec rest");
    }

    @Test
    void aLegalHoldIsInTheWayOfAll() {
        Moved done = moved(new Split(one, 3, Optional.empty()));
        store.change(one, List.of(new Hold(true)));

        assertThat(refused(new Merge(one, two))).isEqualTo(Why.HELD);
        assertThat(refused(new Merge(two, one))).isEqualTo(Why.HELD);
        assertThat(refused(new Split(one, 2, Optional.empty()))).isEqualTo(Why.HELD);
        assertThat(refused(new Undo(done.id()))).isEqualTo(Why.HELD);
        assertThat(texts(one)).hasSize(2);
    }

    @Test
    void whatCannotBeDoneIsRefusedWithTheReason() {
        ConversationId nowhere = ConversationId.create(1, new Random(1));

        assertThat(refused(new Merge(one, one))).isEqualTo(Why.SAME);
        assertThat(refused(new Merge(nowhere, one))).isEqualTo(Why.MISSING);
        assertThat(refused(new Merge(one, nowhere))).isEqualTo(Why.MISSING);
        assertThat(refused(new Split(one, 99, Optional.empty()))).isEqualTo(Why.MISSING);
        assertThat(refused(new Split(one, 1, Optional.empty()))).isEqualTo(Why.WHOLE);
        assertThat(refused(new Undo("none"))).isEqualTo(Why.GONE);
    }

    @Test
    void movesAreUndoneFromTheLastOneBack() {
        ConversationId three = talk("journal", 120);
        Moved first = moved(new Merge(two, one));
        Moved second = moved(new Merge(one, three));

        assertThat(refused(new Undo(first.id()))).isEqualTo(Why.GONE);
        moved(new Undo(second.id()));
        moved(new Undo(first.id()));

        assertThat(texts(one)).containsExactly("codec question", "codec answer", "codec rest");
        assertThat(texts(two)).hasSize(3);
        assertThat(texts(three)).hasSize(3);
    }

    @Test
    void aMergeIsThereForGoodWhenTheEmptyConversationIsPurged() {
        Moved done = moved(new Merge(two, one));
        store.change(one, List.of(new Delete(NOON.plusSeconds(9))));

        assertThat(store.purge(NOON.plusSeconds(1_000_000_000))).contains(two);

        assertThat(refused(new Undo(done.id()))).isEqualTo(Why.GONE);
    }

    @Test
    void nothingIsMovedWhileTheFileTakesNothing() throws Exception {
        try (var other = otherProgram();
                var lock = other.createStatement()) {
            lock.execute(lock());
            assertThatThrownBy(() -> store.move(new Merge(two, one)))
                    .isInstanceOf(TranscriptException.class)
                    .hasMessageContaining("Try again");
            lock.execute("rollback");
        }
        assertThat(texts(two)).hasSize(3);
    }

    @Test
    void whatIsMovedStaysMovedAfterARestart() {
        Moved done = moved(new Merge(two, one));
        store.close();
        store = opened();

        assertThat(texts(one)).hasSize(6);
        moved(new Undo(done.id()));
        assertThat(texts(two)).hasSize(3);
    }
}
