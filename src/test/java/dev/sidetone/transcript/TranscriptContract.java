package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static dev.sidetone.transcript.Stores.said;
import static dev.sidetone.transcript.Stores.saidAt;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.NewItem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises. */
abstract class TranscriptContract {

    private final Clock ticking = new TickingClock();
    private SqlTranscriptStore store;

    /** Opens the store of this test, for the first time or again. */
    abstract SqlTranscriptStore open(Clock clock);

    @BeforeEach
    final void open() {
        store = open(ticking);
    }

    @AfterEach
    final void close() {
        store.close();
    }

    private ConversationId started() {
        return store.create("sidetone", Path.of("/src/sidetone")).id();
    }

    @Test
    void whatIsWrittenIsReadBackWhole() {
        ConversationId id = started();
        var citation = new Citation("src/Main.java", 3, 9, "Main");
        NewItem speech =
                NewItem.speech(id, "item_1", Item.Role.ASSISTANT, "It is in Main.", NOON, 120, 900)
                        .inCall("rtc_1")
                        .citing(List.of(citation));

        Item written = store.append(speech);

        assertThat(written).isEqualTo(speech.at(1));
        assertThat(store.items(id)).containsExactly(written);
    }

    @Test
    void aToolsCallAndItsResultAreLinked() {
        ConversationId id = started();
        store.append(NewItem.toolCall(id, "c1", "find_symbol", "call_1", "{\"name\":\"X\"}", NOON));
        store.append(NewItem.toolOutput(id, "c1.out", "find_symbol", "call_1", "one place", NOON));

        assertThat(store.items(id))
                .extracting(Item::toolCallId)
                .containsExactly("call_1", "call_1");
        assertThat(store.items(id))
                .extracting(Item::kind)
                .containsExactly(Item.Kind.TOOL_CALL, Item.Kind.TOOL_OUTPUT);
    }

    @Test
    void itemsAreNumberedFromOneInEachConversation() {
        ConversationId first = started();
        ConversationId second = started();

        assertThat(store.append(said(first, "a", "one")).seq()).isEqualTo(1);
        assertThat(store.append(said(second, "a", "one")).seq()).isEqualTo(1);
        assertThat(store.append(said(first, "b", "two")).seq()).isEqualTo(2);
    }

    @Test
    void itemsAreShownInTheOrderTheirSpeechStarted() {
        ConversationId id = started();
        store.append(saidAt(id, "answer", NOON.plusSeconds(5)));
        store.append(saidAt(id, "question", NOON));
        store.append(saidAt(id, "together", NOON.plusSeconds(5)));

        assertThat(store.items(id))
                .extracting(Item::itemId)
                .containsExactly("question", "answer", "together");
        assertThat(store.itemsAfter(id, 0, 10))
                .extracting(Item::itemId)
                .containsExactly("answer", "question", "together");
    }

    @Test
    void writingTheSameItemTwiceKeepsTheFirst() {
        ConversationId id = started();
        Item first = store.append(said(id, "a", "the first"));

        Item second = store.append(said(id, "a", "the second"));

        assertThat(second).isEqualTo(first);
        assertThat(store.items(id)).containsExactly(first);
        assertThat(store.find(id).orElseThrow().items()).isEqualTo(1);
    }

    @Test
    void interruptedSpeechIsMarkedAndCutToWhatWasHeard() {
        ConversationId id = started();
        store.append(said(id, "a", "It is in the file session manager"));

        Optional<Item> cut = store.markInterrupted(id, "a", 800, "It is in");

        assertThat(cut).isPresent();
        assertThat(store.items(id)).containsExactly(cut.orElseThrow());
        assertThat(cut.orElseThrow().interrupted()).isTrue();
        assertThat(cut.orElseThrow().heardMs()).isEqualTo(800);
        assertThat(cut.orElseThrow().text()).isEqualTo("It is in");
    }

    @Test
    void whatWasNotHeardOfACutAnswerIsKept() {
        ConversationId id = started();
        String whole = "It is here. It was there. It will go.";
        store.append(NewItem.speech(id, "a", Item.Role.ASSISTANT, whole, Stores.NOON, 0, 3_000));

        store.markInterrupted(id, "a", 900, "It is here. It was there.");
        store.markInterrupted(id, "a", 400, "It is here.");

        Item cut = store.items(id).getFirst();
        assertThat(cut.text()).isEqualTo("It is here.");
        assertThat(cut.details().unheard()).contains("It was there. It will go.");
    }

    @Test
    void whatIsKnownOfAnItemIsReadBack() {
        ConversationId id = started();
        ItemDetails known =
                ItemDetails.NONE
                        .in("en")
                        .sure(0.875)
                        .from("Firefox on Linux")
                        .linked(new ItemLink(ItemLink.Kind.COMMIT, "abc123", "Mend it"))
                        .linked(new ItemLink(ItemLink.Kind.APPROVAL, "ap_1", ""));
        store.append(Stores.said(id, "a", "words").with(known));

        assertThat(store.items(id).getFirst().details()).isEqualTo(known);
        assertThat(store.fork(id).map(fork -> store.items(fork.id()).getFirst().details()))
                .contains(known);
    }

    @Test
    void wordsThatArePutRightAreFoundAndThoseBeforeAreKept() {
        ConversationId id = started();
        store.append(Stores.said(id, "a", "the mourning build"));

        Item once = store.edit(id, "a", "the morning built").orElseThrow();
        Item twice = store.edit(id, "a", "the morning build").orElseThrow();

        assertThat(once.details().edits())
                .extracting(ItemDetails.Edit::before)
                .containsExactly("the mourning build");
        assertThat(twice).isEqualTo(store.items(id).getFirst());
        assertThat(twice.text()).isEqualTo("the morning build");
        assertThat(twice.details().edits())
                .extracting(ItemDetails.Edit::before)
                .containsExactly("the mourning build", "the morning built");
        assertThat(found("morning")).containsExactly("a");
        assertThat(found("mourning")).isEmpty();
        assertThat(store.edit(id, "nothing", "words")).isEmpty();
    }

    private List<String> found(String query) {
        return store.search(SearchQuery.newest(SearchContract.terms(query), 10)).hits().stream()
                .map(hit -> hit.item().itemId())
                .toList();
    }

    @Test
    void interruptingAnUnknownItemFindsNothing() {
        assertThat(store.markInterrupted(started(), "none", 1, "")).isEmpty();
    }

    @Test
    void pagesFollowTheSequence() {
        ConversationId id = started();
        for (int i = 1; i <= 7; i++) {
            store.append(said(id, "i" + i, "word"));
        }

        assertThat(store.itemsAfter(id, 0, 3)).extracting(Item::seq).containsExactly(1L, 2L, 3L);
        assertThat(store.itemsAfter(id, 3, 3)).extracting(Item::seq).containsExactly(4L, 5L, 6L);
        assertThat(store.itemsAfter(id, 6, 3)).extracting(Item::seq).containsExactly(7L);
    }

    @Test
    void theFirstWordsOfTheUserBecomeTheTitle() {
        ConversationId id = started();
        store.append(NewItem.text(id, "a", Item.Role.ASSISTANT, "Hello.", NOON));
        store.append(said(id, "b", "Where is the\nsession manager?"));
        store.append(said(id, "c", "And who calls it?"));

        assertThat(store.find(id).orElseThrow().title()).isEqualTo("Where is the session manager?");
    }

    @Test
    void aGivenTitleStays() {
        ConversationId id = started();
        store.retitle(id, "Sessions");
        store.append(said(id, "b", "Where is the session manager?"));

        assertThat(store.find(id).orElseThrow().title()).isEqualTo("Sessions");
    }

    @Test
    void conversationsAreListedByTheirLastChangeOverPages() {
        var ids = new ArrayList<ConversationId>();
        for (int i = 0; i < 5; i++) {
            ids.add(started());
        }
        store.append(said(ids.getFirst(), "a", "back to the first"));

        ConversationPage one = store.list(Optional.empty(), 2);
        ConversationPage two = store.list(one.next(), 2);
        ConversationPage three = store.list(two.next(), 2);

        assertThat(List.of(one, two, three))
                .flatExtracting(ConversationPage::conversations)
                .extracting(Conversation::id)
                .containsExactly(ids.get(0), ids.get(4), ids.get(3), ids.get(2), ids.get(1));
        assertThat(three.next()).isEmpty();
    }

    @Test
    void aForeignCursorIsRefusedInWords() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store.list(Optional.of("drop table"), 2))
                .withMessageContaining("cursor");
    }

    @Test
    void anItemOfNoConversationIsRefused() {
        ConversationId none = ConversationId.create(1, new java.util.Random(1));

        assertThatExceptionOfType(TranscriptException.class)
                .isThrownBy(() -> store.append(said(none, "a", "lost?")))
                .withMessageContaining(none.value());
        assertThat(store.health().durable()).isTrue();
    }

    @Test
    void aRefusedItemDoesNotHarmThoseWrittenWithIt() throws Exception {
        ConversationId id = started();
        ConversationId none = ConversationId.create(1, new java.util.Random(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var good = new ArrayList<Future<Item>>();
            var refused = new ArrayList<Future<Item>>();
            for (int i = 0; i < 50; i++) {
                String itemId = "i" + i;
                good.add(threads.submit(() -> store.append(said(id, itemId, "word"))));
                refused.add(threads.submit(() -> store.append(said(none, itemId, "word"))));
            }
            for (Future<Item> item : good) {
                assertThat(item.get().seq()).isBetween(1L, 50L);
            }
            assertThat(refused).allSatisfy(item -> assertThat(item).failsWithin(10, SECONDS));
        }
        assertThat(store.items(id)).extracting(Item::seq).doesNotHaveDuplicates().hasSize(50);
    }

    @Test
    void anotherProcessStartFindsEverything() {
        ConversationId id = started();
        Item item = store.append(said(id, "a", "tomorrow again"));
        store.close();

        store = open(ticking);

        assertThat(store.items(id)).containsExactly(item);
        assertThat(store.append(said(id, "b", "next")).seq()).isEqualTo(2);
    }

    @Test
    void afterTheEndChangesAreRefusedInWords() {
        ConversationId id = started();
        store.close();

        assertThatExceptionOfType(TranscriptException.class)
                .isThrownBy(() -> store.append(said(id, "a", "late")))
                .withMessageContaining("shutting down");
    }

    @Test
    void aForkHasEverythingAndGoesItsOwnWay() {
        ConversationId id = started();
        store.retitle(id, "Sessions");
        for (int i = 1; i <= 30; i++) {
            store.append(said(id, "i" + i, "word " + i));
        }
        store.markInterrupted(id, "i3", 5, "wo");

        Conversation copy = store.fork(id).orElseThrow();
        store.append(said(copy.id(), "only here", "new"));

        assertThat(copy.forkedFrom()).contains(id);
        assertThat(copy.title()).isEqualTo("Sessions");
        assertThat(store.items(id)).hasSize(30);
        List<Item> copied = store.itemsAfter(copy.id(), 0, 100);
        assertThat(copied).extracting(Item::seq).startsWith(1L, 2L, 3L).endsWith(30L, 31L);
        assertThat(copied.subList(0, 30))
                .containsExactlyElementsOf(
                        store.itemsAfter(id, 0, 100).stream().map(i -> i.in(copy.id())).toList());
    }

    @Test
    void aForkOfNothingIsNothing() {
        assertThat(store.fork(ConversationId.create(1, new java.util.Random(1)))).isEmpty();
    }

    @Test
    void whatIsArchivedIsInItsOwnList() {
        ConversationId kept = started();
        ConversationId away = started();
        store.archive(away, true);

        assertThat(store.list(Optional.empty(), 10).conversations())
                .extracting(Conversation::id)
                .containsExactly(kept);
        assertThat(store.find(away).orElseThrow().marks().archived()).isTrue();
        store.archive(away, false);
        assertThat(store.list(Optional.empty(), 10).conversations()).hasSize(2);
    }

    @Test
    void listsAreNarrowedAndTurnedRound() {
        ConversationId first = started();
        ConversationId second = store.create("other", Path.of("/src/other")).id();
        ConversationId empty = started();
        store.append(said(first, "a", "About the 100% Parser"));
        store.append(said(second, "a", "About parsers"));

        assertThat(listed(List.of(), "", true, true)).containsExactly(first, second);
        assertThat(listed(List.of(), "", false, false)).containsExactly(empty, second, first);
        assertThat(listed(List.of("/src/other"), "", false, false)).containsExactly(second);
        assertThat(listed(List.of(), "PARSER", true, true)).containsExactly(first, second);
        assertThat(listed(List.of(), "100% p", true, true)).containsExactly(first);
        assertThat(listed(List.of(), "100_ p", true, true)).isEmpty();
    }

    private List<ConversationId> listed(
            List<String> roots, String words, boolean ascending, boolean begun) {
        var query =
                new ConversationQuery(
                        Optional.empty(),
                        10,
                        ConversationQuery.Order.CREATED,
                        ascending,
                        ConversationQuery.Shelf.OPEN,
                        Optional.empty(),
                        roots,
                        words,
                        begun);
        return store.list(query).conversations().stream().map(Conversation::id).toList();
    }

    @Test
    void thoseOfSomeWorkspacesAreListedInsideThePages() {
        var ours = new java.util.ArrayList<ConversationId>();
        for (int i = 0; i < 5; i++) {
            ours.add(store.create("ours", Path.of("/src/ours")).id());
            store.create("theirs", Path.of("/src/theirs"));
        }
        var query =
                ConversationQuery.newest(Optional.empty(), 2, ConversationQuery.Shelf.OPEN)
                        .within(List.of("ours", "Theirs"));
        var listed = new java.util.ArrayList<ConversationId>();
        var sizes = new java.util.ArrayList<Integer>();
        Optional<String> cursor = Optional.empty();
        do {
            ConversationPage page =
                    store.list(
                            ConversationQuery.newest(cursor, 2, ConversationQuery.Shelf.OPEN)
                                    .within(query.workspaces().orElseThrow()));
            page.conversations().forEach(c -> listed.add(c.id()));
            sizes.add(page.conversations().size());
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(listed).containsExactlyInAnyOrderElementsOf(ours);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(store.list(query.within(List.of())).conversations()).isEmpty();
    }

    @Test
    void anyTextIsTaken() {
        ConversationId id = started();
        String odd = "nul \u0000 half \ud83d emoji \ud83d\ude00 quote ' \" \\ : & | ! % §in";
        Item written = store.append(said(id, "a", odd));
        store.append(said(id, "long", "Aa_9é".repeat(60_000)));
        store.append(said(id, "many", "word ".repeat(30_000)));
        store.markInterrupted(id, "a", 1, odd);
        store.retitle(id, odd);

        assertThat(store.health()).isEqualTo(StoreHealth.OK);
        assertThat(written.text()).startsWith("nul ").contains("\ud83d\ude00 quote ' \" \\");
        assertThat(store.items(id))
                .hasSize(3)
                .first()
                .extracting(Item::text)
                .isEqualTo(written.text());
        assertThat(store.find(id).orElseThrow().title()).isEqualTo(written.text());
    }

    @Test
    void aCrowdOfTheSameMomentIsKeptInTheOrderOfWriting() {
        ConversationId id = started();
        for (int i = 1; i <= 500; i++) {
            store.append(said(id, "i" + i, "word"));
        }

        assertThat(store.items(id)).extracting(Item::seq).isSorted().hasSize(500);
        assertThat(store.find(id).orElseThrow().items()).isEqualTo(500);
    }

    @Test
    void anItemIsFoundByItsPlaceInTheOrderOfSpeech() {
        ConversationId id = started();
        store.append(saidAt(id, "third", NOON.plusSeconds(5)));
        store.append(saidAt(id, "first", NOON));
        store.append(saidAt(id, "fourth", NOON.plusSeconds(5)));
        store.append(saidAt(id, "second", NOON.plusSeconds(1)));

        assertThat(store.itemsFrom(id, 1, 2))
                .extracting(Item::itemId)
                .containsExactly("second", "third");
        assertThat(store.itemsFrom(id, 3, 50)).extracting(Item::itemId).containsExactly("fourth");
        assertThat(store.itemsFrom(id, 4, 50)).isEmpty();
        for (Item item : store.items(id)) {
            long position = store.position(id, item.seq()).orElseThrow();
            assertThat(store.itemsFrom(id, position, 1)).containsExactly(item);
        }
        assertThat(store.position(id, 5)).isEmpty();
    }

    @Test
    void daysCallsAndHandoffsAreLandmarks() {
        ConversationId id = started();
        Instant next = NOON.plus(Duration.ofDays(1));
        store.append(saidAt(id, "a", NOON).inCall("rtc_1"));
        store.append(saidAt(id, "b", NOON.plusSeconds(1)).inCall("rtc_1"));
        store.append(NewItem.handoff(id, "c", "look ".repeat(40), NOON.plusSeconds(2)));
        store.append(saidAt(id, "d", next).inCall("rtc_1"));
        store.append(saidAt(id, "e", next.plusSeconds(1)).inCall("rtc_2"));

        List<Landmark> landmarks = store.landmarks(id);

        assertThat(landmarks).extracting(Landmark::seq).containsExactly(1L, 3L, 4L, 5L);
        assertThat(landmarks)
                .extracting(Landmark::beginsDay)
                .containsExactly(true, false, true, false);
        assertThat(landmarks)
                .extracting(Landmark::beginsCall)
                .containsExactly(true, false, false, true);
        assertThat(landmarks.get(1).text()).hasSize(Landmark.LONGEST).startsWith("look look");
        assertThat(landmarks)
                .isEqualTo(Landmark.among(store.items(id).stream().map(Landmark::of).toList()));
    }
}
