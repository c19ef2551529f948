package dev.sidetone.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.access.TestOwners;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.recording.Recordings;
import dev.sidetone.retention.Erased;
import dev.sidetone.retention.Erasure;
import dev.sidetone.retention.ErasureLog;
import dev.sidetone.transcript.SearchLanguage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.SearchReading;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.Account;
import dev.sidetone.usage.Counted;
import dev.sidetone.usage.Tariff;
import dev.sidetone.usage.TestLedgers;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageNames;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import dev.sidetone.wire.WireCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one person said is found, taken away and taken out, and nothing else is. */
abstract class PeopleContract {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    abstract TranscriptStore store();

    abstract SideTables tables(SideTables.Schema schema);

    abstract Recordings recordings();

    private Sayings sayings() {
        return new Sayings(store(), TestOwners.of(this::tables));
    }

    private PersonErasure erasure() {
        return new PersonErasure(
                store(), sayings(), recordings(), log(), new UsageNames(tables(UsageNames.SCHEMA)));
    }

    private ErasureLog log() {
        return new ErasureLog(tables(ErasureLog.SCHEMA));
    }

    private ConversationId talk() {
        return store().create("work", Path.of("/work")).id();
    }

    private void say(ConversationId id, String item, String by, String text) {
        NewItem said = NewItem.text(id, item, Item.Role.USER, text, NOON);
        store().append(by.isEmpty() ? said : said.with(said.details().from(by)));
    }

    private void answer(ConversationId id, String item, String text) {
        store().append(NewItem.text(id, item, Item.Role.ASSISTANT, text, NOON.plusSeconds(1)));
    }

    private List<String> texts(ConversationId id) {
        return store().items(id).stream().map(Item::text).toList();
    }

    private int found(String word) {
        var terms = ((SearchReading.Understood) SearchLanguage.read(word)).terms();
        return store().search(SearchQuery.newest(terms, 50)).hits().size();
    }

    @Test
    void theirWordsGoAndNobodyElses() throws Exception {
        ConversationId one = talk();
        say(one, "a", "alice", "alices zebra");
        say(one, "b", "bob", "bobs zebra");
        answer(one, "c", "an answer");
        store().edit(one, "a", "alices zebra put right");
        ConversationId hers = talk();
        TestOwners.add(this::tables, hers, "alice");
        say(hers, "a", "", "unnamed, but hers");
        ConversationId shared = talk();
        TestOwners.add(this::tables, shared, "alice", "bob");
        say(shared, "a", "", "nobody knows whose");
        ConversationId deleted = talk();
        say(deleted, "a", "alice", "in the bin");
        store().change(deleted, List.of(new ConversationChange.Delete(NOON)));

        List<Gone> due = erasure().due("alice").conversations();
        assertThat(texts(one)).contains("alices zebra put right");
        List<Gone> gone = erasure().apply("alice", NOON).conversations();
        assertThat(gone).containsExactlyInAnyOrderElementsOf(due);
        assertThat(gone)
                .extracting(Gone::conversation)
                .containsExactlyInAnyOrder(one, hers, deleted);
        assertThat(gone).allSatisfy(g -> assertThat(g.items()).isEqualTo(1));

        assertThat(texts(one))
                .containsExactly(TranscriptStore.FORGOTTEN, "bobs zebra", "an answer");
        assertThat(store().items(one).getFirst().details().edits()).isEmpty();
        assertThat(texts(hers)).containsExactly(TranscriptStore.FORGOTTEN);
        assertThat(texts(shared)).containsExactly("nobody knows whose");
        assertThat(store().find(one).map(Conversation::title)).contains(TranscriptStore.FORGOTTEN);
        assertThat(found("zebra")).isEqualTo(1);

        assertThat(erasure().due("alice").conversations()).isEmpty();
        assertThat(erasure().apply("alice", NOON).conversations()).isEmpty();
        List<Erased> log = log().entries();
        assertThat(log).hasSize(3);
        assertThat(log)
                .allSatisfy(e -> assertThat(e.what().why()).isEqualTo(Erasure.Why.ASKED))
                .allSatisfy(e -> assertThat(e.what().items()).isEqualTo(1));
        assertThat(ErasureLog.broken(log)).isEmpty();
    }

    @Test
    void whatIsUnderLegalHoldStaysAndIsTold() throws Exception {
        ConversationId held = talk();
        say(held, "a", "alice", "evidence");
        store().change(held, List.of(new ConversationChange.Hold(true)));
        ConversationId free = talk();
        say(free, "a", "alice", "chatter");

        List<Gone> gone = erasure().apply("alice", NOON).conversations();
        assertThat(gone)
                .containsExactlyInAnyOrder(
                        new Gone(held, "work", 1, 0, Gone.HELD), new Gone(free, "work", 1, 0, ""));
        assertThat(texts(held)).containsExactly("evidence");
        assertThat(log().entries()).hasSize(1);
        assertThat(erasure().apply("alice", NOON).conversations())
                .containsExactly(new Gone(held, "work", 1, 0, Gone.HELD));
        assertThat(log().entries()).hasSize(1);

        store().change(held, List.of(new ConversationChange.Hold(false)));
        assertThat(erasure().apply("alice", NOON).conversations()).hasSize(1);
        assertThat(texts(held)).containsExactly(TranscriptStore.FORGOTTEN);
    }

    /** A title that somebody gave is not made of what was said. */
    @Test
    void aTitleThatWasGivenStays() throws Exception {
        ConversationId id = talk();
        say(id, "a", "alice", "some words");
        store().retitle(id, "The title");
        PersonGone _ = erasure().apply("alice", NOON);
        assertThat(store().find(id).map(Conversation::title)).contains("The title");
    }

    /** Neither on what was said nor with what it cost, and nothing else is changed by that. */
    @Test
    void theirNameGoesToo() throws Exception {
        ConversationId one = talk();
        say(one, "a", "alice", "alices");
        say(one, "b", "bob", "bobs");
        ConversationId held = talk();
        say(held, "a", "alice", "evidence");
        store().change(held, List.of(new ConversationChange.Hold(true)));
        try (UsageLedger ledger = TestLedgers.in(tables(UsageNames.SCHEMA))) {
            use(ledger, one, "alice", 7);
            use(ledger, held, "alice", 11);
            use(ledger, one, "bob", 13);
            use(ledger, talk(), "alice", 17);
            List<UsageSum> days = ledger.sums(UsageQuery.all(By.DAY));
            List<UsageSum> calls = ledger.sums(UsageQuery.all(By.CALL));

            assertThat(erasure().due("alice").usage()).isEqualTo(2);
            assertThat(erasure().apply("alice", NOON).usage()).isEqualTo(2);

            assertThat(store().items(one))
                    .extracting(item -> item.details().device().orElse(""))
                    .containsExactly(TranscriptStore.UNNAMED, "bob");
            assertThat(store().items(held).getFirst().details().device()).contains("alice");
            assertThat(ledger.sums(UsageQuery.all(By.USER)))
                    .extracting(sum -> sum.key() + " " + sum.tokens().total())
                    .containsExactlyInAnyOrder(
                            TranscriptStore.UNNAMED + " 24", "alice 11", "bob 13");
            assertThat(ledger.sums(UsageQuery.all(By.DAY))).isEqualTo(days);
            assertThat(ledger.sums(UsageQuery.all(By.CALL))).isEqualTo(calls);
            assertThat(erasure().apply("alice", NOON).usage()).isZero();
        }
    }

    /** What was emptied before names went too has its name taken the next time. */
    @Test
    void aNameOnEmptyWordsIsTakenToo() throws Exception {
        ConversationId one = talk();
        say(one, "a", "alice", TranscriptStore.FORGOTTEN);
        assertThat(erasure().apply("alice", NOON).conversations())
                .containsExactly(new Gone(one, "work", 1, 0, ""));
        assertThat(store().items(one).getFirst().details().device())
                .contains(TranscriptStore.UNNAMED);
    }

    private static void use(UsageLedger ledger, ConversationId in, String by, int tokens)
            throws Exception {
        var account = new Account(in, in + by, "work", by, "Test", Tariff.OWN, "guide");
        Optional<Counted> counted =
                ledger.open(account, "plain", "plain", false)
                        .heard(
                                WireCodec.readServer(
                                        """
                                        {"event_id":"e","type":"response.done","response":{"id":"r",
                                         "status":"completed","usage":{"total_tokens":%1$d,
                                          "input_tokens":%1$d,"output_tokens":0,
                                          "input_token_details":{"text_tokens":%1$d}}}}\
                                        """
                                                .formatted(tokens)));
        assertThat(counted).isPresent();
    }

    @Test
    void whatTheySaidIsOneFile() throws Exception {
        ConversationId one = talk();
        say(one, "a", "alice", "hers");
        say(one, "b", "bob", "his");
        ConversationId other = talk();
        say(other, "a", "alice", "hers too");
        var out = new ByteArrayOutputStream();
        var told = new ArrayList<ConversationId>();
        new PersonExport(sayings()).write("alice", said -> told.add(said.conversation().id()), out);
        assertThat(told).containsExactlyInAnyOrder(one, other);
        var words = new ArrayList<String>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode value = new ObjectMapper().readTree(line);
            if (!value.has("format")) {
                words.add(value.path("text").asText());
            }
        }
        assertThat(words).containsExactlyInAnyOrder("hers", "hers too");
    }
}
