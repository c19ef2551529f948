package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.NewItem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What searching means, for every store. */
abstract class SearchContract {

    abstract TranscriptStore store();

    private ConversationId id;

    final ConversationId begin() {
        id = begin("sidetone");
        return id;
    }

    final ConversationId begin(String workspace) {
        return store().create(workspace, Path.of("/src/" + workspace)).id();
    }

    private void say(String itemId, String text) {
        store().append(said(id, itemId, text));
    }

    static SearchTerms terms(String query) {
        return ((SearchReading.Understood) SearchLanguage.read(query)).terms();
    }

    /** Of the same database, for looking beside the store. */
    abstract Connection connect() throws SQLException;

    /** What the index was behind with was found by its text; by the index it is the same. */
    final List<String> found(String query) {
        List<String> atOnce = foundNow(query);
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30))
                .until(() -> behind() == 0);
        assertThat(foundNow(query)).as("by the index: " + query).isEqualTo(atOnce);
        return atOnce;
    }

    private long behind() throws SQLException {
        try (Connection beside = connect();
                Statement count = beside.createStatement();
                ResultSet row = count.executeQuery("select count(*) from item_unindexed")) {
            row.next();
            return row.getLong(1);
        }
    }

    final List<String> foundNow(String query) {
        return store().search(SearchQuery.newest(terms(query), 200)).hits().stream()
                .map(hit -> hit.item().itemId())
                .toList();
    }

    /** Whatever is asked for, and in pages that tell nothing of what is left out. */
    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret workspace:theirs workspace:ours", "role:user"})
    void aSearchIsHeldToWorkspaces(String query) {
        for (int i = 0; i < 5; i++) {
            id = begin("ours");
            say("o" + i, "a secret of ours");
            id = begin("theirs");
            say("t" + i, "a secret of theirs");
        }
        SearchTerms held = terms(query).within(List.of("ours"));
        for (SearchQuery.Order order : SearchQuery.Order.values()) {
            var items = new ArrayList<String>();
            Optional<String> cursor = Optional.empty();
            do {
                SearchPage page = store().search(new SearchQuery(held, order, cursor, 2));
                page.hits().forEach(hit -> items.add(hit.item().itemId()));
                cursor = page.next();
            } while (cursor.isPresent());
            assertThat(items).containsExactlyInAnyOrder("o0", "o1", "o2", "o3", "o4");
        }
        assertThat(store().search(SearchQuery.newest(held.in(id), 10)).hits()).isEmpty();
        assertThat(
                        store().search(
                                        SearchQuery.newest(
                                                terms(query).within(List.of("Theirs")), 10))
                                .hits())
                .as("names are exact")
                .isEmpty();
        assertThat(store().search(SearchQuery.newest(terms(query).within(List.of()), 10)).hits())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session manager",
                "manager",
                "Session",
                "sessionManager",
                "session_manager",
                "SESSIONMANAGER",
                "SessionManager.java",
                "\"session manager\"",
                "sess*",
                "sessionMan*",
                "mana*"
            })
    void anIdentifierIsFoundByItsPartsAndAsAWhole(String query) {
        begin();
        say("class", "It stands in SessionManager.java, I think.");
        say("other", "The weather is fine.");

        assertThat(found(query)).containsExactly("class");
    }

    @ParameterizedTest
    @CsvSource({
        "sessionManager, camel|snake|spoken|shout",
        "session manager, camel|snake|spoken|apart|shout",
        "\"session manager\", camel|snake|spoken|shout",
        "manager -session_manager, apart",
        "session -manager, none",
        "HTTPServer, none"
    })
    void waysOfWritingAreOne(String query, String expected) {
        begin();
        say("camel", "open sessionManager");
        say("snake", "open session_manager now");
        say("spoken", "open the session manager");
        say("apart", "the manager of the session");
        say("shout", "SESSION_MANAGER = 1");

        List<String> wanted = expected.equals("none") ? List.of() : List.of(expected.split("\\|"));
        assertThat(found(query)).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void accentsAndCaseDoNotMatter() {
        begin();
        say("a", "Die Übergröße im Café");

        assertThat(found("ubergroße")).containsExactly("a");
        assertThat(found("CAFE")).containsExactly("a");
    }

    @Test
    void scriptsWithoutSpacesAreFoundInTheMiddle() {
        begin();
        say("a", "今日は会話を検索します");

        assertThat(found("会話")).containsExactly("a");
        assertThat(found("話会")).isEmpty();
    }

    /** It was written by a process that ended before its index had it. */
    @Test
    void whatTheIndexIsBehindWithIsFoundAndComesIntoTheIndex() throws Exception {
        begin();
        say("first", "the session manager");
        found("manager");
        try (Connection beside = connect();
                Statement change = beside.createStatement()) {
            change.execute("insert into item_unindexed (id) select id from item");
            change.execute("delete from item_words");
        }

        assertThat(foundNow("manager")).containsExactly("first");
        say("second", "another manager");
        assertThat(found("manager")).containsExactly("second", "first");
    }

    /** More than a search looks through by their text. */
    @Test
    void aThousandAtOnceAreAllFound() {
        begin();
        var all = new ArrayList<Item>();
        say("i0", "number 0 of a thousand");
        Item first = store().items(id).getFirst();
        for (int i = 1; i < 1_000; i++) {
            all.add(first.named("i" + i).at(i + 1L));
        }
        store().bring(store().find(id).orElseThrow(), all);

        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30))
                .until(() -> behind() == 0);
        var found = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchPage page =
                    store().search(
                                    new SearchQuery(
                                            terms("thousand"),
                                            SearchQuery.Order.NEWEST,
                                            cursor,
                                            200));
            page.hits().forEach(hit -> found.add(hit.item().itemId()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(found).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void theNewestComeFirstAndPagesFollowWithoutGapOrRepetition() {
        begin();
        for (int i = 0; i < 25; i++) {
            store().append(saidAt("i" + i, "word number " + i, NOON.plusSeconds(i)));
        }
        var seen = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchPage page =
                    store().search(
                                    new SearchQuery(
                                            terms("word"), SearchQuery.Order.NEWEST, cursor, 10));
            page.hits().forEach(hit -> seen.add(hit.item().itemId()));
            cursor = page.next();
            say("late" + seen.size(), "a late word");
        } while (cursor.isPresent());

        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).map(i -> 24 - i).mapToObj(i -> "i" + i).toList());
    }

    @Test
    void whatWasImportedLaterButSaidEarlierStandsWhereItBelongs() {
        begin();
        say("now", "the word");
        store().append(saidAt("old", "the word", NOON.minusSeconds(100_000)));

        assertThat(found("word")).containsExactly("now", "old");
    }

    @Test
    void theBestComeFirstWhenAskedFor() {
        begin();
        say("often", "parser parser parser");
        say("once", "a parser among a great many other words that say nothing of it at all");
        say("new", "what else is there than the parser to speak about today, if anything");

        SearchQuery best =
                new SearchQuery(terms("parser"), SearchQuery.Order.BEST, Optional.empty(), 2);
        SearchPage first = store().search(best);
        SearchPage second =
                store().search(
                                new SearchQuery(
                                        best.terms(), SearchQuery.Order.BEST, first.next(), 2));

        assertThat(first.hits().getFirst().item().itemId()).isEqualTo("often");
        assertThat(second.hits()).hasSize(1);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void filtersNarrow() {
        begin();
        say("typed", "the word");
        store().append(
                        NewItem.speech(id, "spoken", Item.Role.ASSISTANT, "the word", NOON, 0, 900)
                                .inCall("rtc_1")
                                .citing(List.of(new Citation("a/B.java", 1, 2, "B"))));
        store().append(NewItem.toolOutput(id, "tool", "grep", "c", "the word", NOON));
        ConversationId other = begin("Other Work");
        store().append(said(other, "elsewhere", "the word"));
        store().append(said(other, "cut", "the word and more"));
        store().markInterrupted(other, "cut", 10, "the word");

        assertThat(found("word role:assistant")).containsExactly("spoken");
        assertThat(found("word -role:assistant")).containsExactly("cut", "elsewhere", "typed");
        assertThat(found("kind:tool_output")).containsExactly("tool");
        assertThat(found("word kind:speech kind:tool_output")).containsExactly("tool", "spoken");
        assertThat(found("word workspace:\"other work\"")).containsExactly("cut", "elsewhere");
        assertThat(found("call:rtc_1")).containsExactly("spoken");
        assertThat(found("has:citation")).containsExactly("spoken");
        assertThat(found("has:interrupted")).containsExactly("cut");
        assertThat(found("in:" + id)).containsExactly("spoken", "typed");
        assertThat(found("-in:" + id)).containsExactly("cut", "elsewhere");
        assertThat(found("-word")).isEmpty();
    }

    @Test
    void timesBound() {
        begin();
        Instant day = Instant.parse("2026-04-30T23:59:59.999Z");
        store().append(saidAt("before", "word", day));
        store().append(saidAt("on", "word", day.plusMillis(1)));
        store().append(saidAt("later", "word", day.plusSeconds(86_400)));

        assertThat(found("before:2026-05-01")).containsExactly("before");
        assertThat(found("word after:2026-05-01 before:2026-05-02")).containsExactly("later", "on");
        assertThat(found("after:2026-05-01T00:00:00+00:00")).containsExactly("later", "on");
        assertThat(found("after:2026-05-03")).isEmpty();
    }

    @Test
    void whatWasCutIsNotFoundAnyMore() {
        begin();
        say("a", "what was heard and what was never heard");
        store().markInterrupted(id, "a", 10, "what was heard");

        assertThat(found("never")).isEmpty();
        assertThat(found("heard")).containsExactly("a");
    }

    @Test
    void archivedConversationsAreFoundOnlyWhenAskedFor() {
        begin();
        say("a", "the word");
        store().archive(id, true);

        assertThat(found("word")).isEmpty();
        assertThat(found("word is:archived")).containsExactly("a");
        assertThat(found("word in:" + id)).containsExactly("a");
        store().archive(id, false);
        assertThat(found("word")).containsExactly("a");
        assertThat(found("word is:archived")).isEmpty();
    }

    @Test
    void aForkIsFoundToo() {
        begin();
        say("a", "the common word");
        ConversationId copy = store().fork(id).orElseThrow().id();

        assertThat(found("word in:" + copy)).containsExactly("a");
        assertThat(found("word")).hasSize(2);
    }

    @Test
    void aHitShowsItsWordsInTheirTextAndItsConversation() {
        begin();
        say("a", "Where is\nthe <b>sessionManager</b>, and who calls it?");

        SearchHit hit =
                store().search(SearchQuery.newest(terms("manager call*"), 1)).hits().getFirst();

        assertThat(hit.conversation().title()).startsWith("Where is the");
        assertThat(hit.conversation().workspace()).isEqualTo("sidetone");
        assertThat(hit.excerpt())
                .isEqualTo("Where is the <b>sessionManager</b>, and who calls it?");
        assertThat(hit.snippet())
                .filteredOn(SearchHit.Piece::marked)
                .extracting(SearchHit.Piece::text)
                .containsExactly("Manager", "calls");
    }

    @Test
    void aForeignCursorIsRefusedInWords() {
        var query =
                new SearchQuery(
                        terms("x"), SearchQuery.Order.NEWEST, Optional.of("1; drop table"), 5);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store().search(query))
                .withMessageContaining("cursor");
    }

    /** The index and the definition in {@link SearchTerms#take} agree, whatever is asked. */
    @Test
    void theIndexFindsWhatTheDefinitionSays() {
        var random = new Random(11);
        begin();
        var items = new ArrayList<Item>();
        for (int i = 0; i < 150; i++) {
            Item.Role role = Item.Role.values()[random.nextInt(4)];
            NewItem item = NewItem.text(id, "i" + i, role, text(random), NOON.plusSeconds(i));
            items.add(store().append(i % 3 == 0 ? item.inCall("call " + i % 2) : item));
        }
        for (int i = 0; i < 300; i++) {
            String query = query(random);
            if (SearchLanguage.read(query) instanceof SearchReading.Understood(SearchTerms terms)) {
                var conversation = store().find(id).orElseThrow();
                assertThat(found(query))
                        .as(query)
                        .containsExactlyElementsOf(
                                items.stream()
                                        .filter(item -> terms.take(item, conversation))
                                        .map(Item::itemId)
                                        .toList()
                                        .reversed());
            }
        }
    }

    private static final String[] WORDS = {
        "session",
        "Manager",
        "sessionManager",
        "session_manager",
        "HTTPServer",
        "http",
        "server",
        "a",
        "é",
        "E",
        "会話",
        "会",
        "utf8",
        "utf_8",
        "OR",
        "NOT",
        "NEAR",
        "x.y",
        "don't",
        "--",
        "*",
        "'"
    };
    private static final String[] MORE = {
        "\"", "-", "sess*", "-role:user", "role:user", "role:agent", "call:\"call 1\"", "(", ")",
        "words:", "^", "+", "\"session manager\"", "\"http server\"*", "-a", "{marks}:x", "a*", "OR"
    };

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)])
                    .append(random.nextInt(5) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static String query(Random random) {
        var query = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            boolean word = random.nextBoolean();
            String[] from = word ? WORDS : MORE;
            query.append(from[random.nextInt(from.length)])
                    .append(random.nextInt(6) == 0 ? "" : " ");
        }
        return query.toString();
    }

    private NewItem saidAt(String itemId, String text, Instant at) {
        return NewItem.text(id, itemId, Item.Role.USER, text, at);
    }

    @Test
    void diffsAndApprovalsAreFound() {
        begin();
        say("plain", "The codec has - one and + two.");
        say("diff", "The codec:\n@@ -1 +1 @@\n-a\n+b\n");
        say("word", "The codec again");
        store().bring(
                        store().find(id).orElseThrow(),
                        List.of(
                                linked("approved", 4, ItemLink.Kind.APPROVAL),
                                linked("changed", 5, ItemLink.Kind.DIFF)));

        assertThat(found("codec has:diff")).containsExactlyInAnyOrder("diff", "changed");
        assertThat(found("has:approval")).containsExactly("approved");
        assertThat(found("codec -has:diff")).containsExactlyInAnyOrder("plain", "word", "approved");
    }

    private Item linked(String itemId, long seq, ItemLink.Kind kind) {
        Item word = store().items(id).getLast();
        return word.named(itemId)
                .at(seq)
                .with(ItemDetails.NONE.linked(new ItemLink(kind, "x1", "")));
    }
}
