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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        return new PersonErasure(store(), sayings(), recordings(), log());
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

        List<Gone> due = erasure().due("alice");
        assertThat(texts(one)).contains("alices zebra put right");
        List<Gone> gone = erasure().apply("alice", NOON);
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

        assertThat(erasure().due("alice")).isEmpty();
        assertThat(erasure().apply("alice", NOON)).isEmpty();
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

        List<Gone> gone = erasure().apply("alice", NOON);
        assertThat(gone)
                .containsExactlyInAnyOrder(
                        new Gone(held, "work", 1, 0, Gone.HELD), new Gone(free, "work", 1, 0, ""));
        assertThat(texts(held)).containsExactly("evidence");
        assertThat(log().entries()).hasSize(1);
        assertThat(erasure().apply("alice", NOON))
                .containsExactly(new Gone(held, "work", 1, 0, Gone.HELD));
        assertThat(log().entries()).hasSize(1);

        store().change(held, List.of(new ConversationChange.Hold(false)));
        assertThat(erasure().apply("alice", NOON)).hasSize(1);
        assertThat(texts(held)).containsExactly(TranscriptStore.FORGOTTEN);
    }

    /** A title that somebody gave is not made of what was said. */
    @Test
    void aTitleThatWasGivenStays() throws Exception {
        ConversationId id = talk();
        say(id, "a", "alice", "some words");
        store().retitle(id, "The title");
        erasure().apply("alice", NOON);
        assertThat(store().find(id).map(Conversation::title)).contains("The title");
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
