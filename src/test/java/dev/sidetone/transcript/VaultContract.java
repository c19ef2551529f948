package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.NOON;
import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sidetone.config.RetentionSettings;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.redaction.Redactor;
import dev.sidetone.retention.ErasureLog;
import dev.sidetone.retention.Retention;
import dev.sidetone.sealing.Keyring;
import dev.sidetone.sealing.SealingKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a vault keeps of what redaction takes out, in either database. */
abstract class VaultContract {

    static final String CANARY = "ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a";
    static final String WORDS = "Push with " + CANARY + " now.";
    static final String KEPT = "Push with [redacted: GitHub token] now.";

    private static final SealingKey FIRST = SealingKey.parse("01".repeat(32));
    private static final SealingKey SECOND = SealingKey.parse("02".repeat(32));
    static final Keyring KEYS = new Keyring(List.of(FIRST));

    private final AtomicLong ticks = new AtomicLong();
    private TranscriptStore store;

    /** The store with the vault's tables. */
    abstract KeepingStore open();

    abstract SideTables tables(SideTables.Schema schema);

    private SideTables tables() {
        return tables(Vault.SCHEMA);
    }

    @BeforeEach
    void begin() {
        store = redacting(KEYS);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private TranscriptStore redacting(Keyring keys) {
        Vault vault = new Vault(keys, () -> NOON.plusMillis(ticks.incrementAndGet()));
        return new RedactingStore(open(), Redactor.standard(), vault);
    }

    private ConversationId talk() {
        return store.create("sidetone", Path.of("/src")).id();
    }

    private Originals originals() {
        return new Originals(tables(), KEYS);
    }

    private List<String> revealed(ConversationId conversation, String item) {
        return originals().of(conversation, item).opened().stream().map(Original::said).toList();
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = tables().forWriting();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long rows() throws SQLException {
        try (Connection connection = tables().forWriting()) {
            return Queries.rows(
                            connection,
                            "select count(*) from vault_original",
                            row -> row.getLong(1))
                    .getFirst();
        }
    }

    @Test
    void whatIsTakenOutOfAnyKindOfItemCanBeSeenAgain() {
        ConversationId id = talk();
        store.append(NewItem.speech(id, "q", Item.Role.USER, WORDS, NOON, 0, 900));
        store.append(NewItem.toolCall(id, "t", "run", "c", "{\"k\":\"" + CANARY + "\"}", NOON));
        store.append(NewItem.toolOutput(id, "o", "run", "c", WORDS, NOON));
        store.append(said(id, "plain", "Nothing to hide."));

        assertThat(store.items(id)).extracting(Item::text).noneMatch(t -> t.contains(CANARY));
        assertThat(originals().items(id)).containsExactlyInAnyOrder("q", "t", "o");
        assertThat(originals().of(id, "q").opened())
                .containsExactly(new Original(NOON.plusMillis(1), KEPT, WORDS, true));
        assertThat(revealed(id, "t")).containsExactly("{\"k\":\"" + CANARY + "\"}");
        assertThat(originals().of(id, "plain").nothing()).isTrue();
        assertThat(originals().of(id, "nowhere").nothing()).isTrue();
    }

    @Test
    void withoutAKeyNothingIsKept() throws SQLException {
        store.close();
        store = new RedactingStore(open(), Redactor.standard(), Vault.NONE);
        ConversationId id = talk();
        store.append(said(id, "q", WORDS));
        store.edit(id, "q", WORDS + " Please.");
        assertThat(store.fork(id)).isPresent();

        assertThat(originals().of(id, "q").nothing()).isTrue();
        assertThat(originals().items(id)).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void editsAndCutsKeepWhatWasBeforeToo() {
        ConversationId id = talk();
        store.append(NewItem.text(id, "a", Item.Role.ASSISTANT, WORDS + " And so on.", NOON));
        store.markInterrupted(id, "a", 900, WORDS);
        store.append(said(id, "q", WORDS));
        store.edit(id, "q", "Pull with " + CANARY);
        store.edit(id, "q", "Pull with the token");

        assertThat(originals().of(id, "a").opened())
                .extracting(Original::said, Original::current)
                .containsExactly(tuple(WORDS + " And so on.", false), tuple(WORDS, true));
        assertThat(originals().of(id, "q").opened())
                .extracting(Original::said, Original::current)
                .containsExactly(tuple(WORDS, false), tuple("Pull with " + CANARY, false));
    }

    @Test
    void whatIsWrittenTwiceIsKeptOnce() {
        ConversationId id = talk();
        store.append(said(id, "q", WORDS));
        store.append(said(id, "q", WORDS));
        store.append(said(id, "p", "Nothing."));
        store.append(said(id, "p", WORDS));

        assertThat(revealed(id, "q")).containsExactly(WORDS);
        assertThat(revealed(id, "p")).isEmpty();
    }

    @Test
    void itGoesAlongWhereItsItemGoes() {
        ConversationId one = talk();
        ConversationId two = talk();
        store.append(said(one, "q", WORDS));
        store.append(said(two, "q", "My mail is a.b@example.org"));
        store.append(NewItem.text(two, "r", Item.Role.USER, WORDS, NOON.plusSeconds(9)));

        var merged = (MoveResult.Moved) store.move(new MoveRequest.Merge(one, two));
        String renamed =
                store.items(two).stream()
                        .map(Item::itemId)
                        .filter(id -> id.startsWith("q-"))
                        .findFirst()
                        .orElseThrow();
        assertThat(revealed(two, renamed)).containsExactly(WORDS);
        assertThat(revealed(two, "q")).containsExactly("My mail is a.b@example.org");
        Conversation copy = store.fork(two).orElseThrow();
        assertThat(revealed(copy.id(), renamed)).containsExactly(WORDS);
        store.move(new MoveRequest.Undo(merged.id()));
        assertThat(revealed(one, "q")).containsExactly(WORDS);
        assertThat(revealed(copy.id(), renamed)).containsExactly(WORDS);

        long seq = store.items(two).getLast().seq();
        var split =
                (MoveResult.Moved)
                        store.move(new MoveRequest.Split(two, seq, Optional.of("parted")));
        assertThat(revealed(split.target(), "r")).containsExactly(WORDS);
        assertThat(revealed(two, "r")).isEmpty();
    }

    @Test
    void whatIsAskedOfAPlaceThatAnItemHasLeftIsNotKept() throws SQLException {
        ConversationId id = talk();
        store.append(said(id, "q", WORDS));
        store.append(NewItem.text(id, "r", Item.Role.USER, WORDS, NOON.plusSeconds(9)));
        long seq = store.items(id).getLast().seq();
        var split =
                (MoveResult.Moved)
                        store.move(new MoveRequest.Split(id, seq, Optional.of("parted")));

        String forged = WORDS.replace("7710", "7711");
        assertThat(store.edit(id, "r", forged)).isEmpty();
        assertThat(store.markInterrupted(id, "r", 100, forged)).isEmpty();

        assertThat(revealed(split.target(), "r")).containsExactly(WORDS);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aRowThatWasSwappedForAnothersDoesNotOpen() throws SQLException {
        ConversationId mine = talk();
        ConversationId yours = talk();
        store.append(said(mine, "m", "I use " + CANARY));
        store.append(said(yours, "y", WORDS));

        sql(
                "update vault_original set item = (select id from item where item_id = 'm')"
                        + " where home_item = 'y'");
        Originals.Found moved = originals().of(mine, "m");
        assertThat(moved.opened()).extracting(Original::said).containsExactly("I use " + CANARY);
        assertThat(moved.closed()).singleElement().asString().contains("another item's");

        sql("update vault_original set home_item = 'm', home_conversation = '" + mine + "'");
        Originals.Found renamed = originals().of(mine, "m");
        assertThat(renamed.opened()).extracting(Original::said).containsExactly("I use " + CANARY);
        assertThat(renamed.closed()).hasSize(1);
    }

    @Test
    void onlyTheKeyThatSealedOpensAndItCanBeChanged() {
        ConversationId id = talk();
        store.append(said(id, "old", WORDS));
        store.close();
        store = redacting(new Keyring(List.of(SECOND, FIRST)));
        store.append(said(id, "new", WORDS));

        for (Keyring keys : List.of(Keyring.EMPTY, new Keyring(List.of(SECOND)))) {
            Originals.Found found = new Originals(tables(), keys).of(id, "old");
            assertThat(found.opened()).isEmpty();
            assertThat(found.closed())
                    .singleElement()
                    .asString()
                    .contains("key " + FIRST.id() + ", which is not configured");
        }
        var both = new Originals(tables(), new Keyring(List.of(SECOND, FIRST)));
        assertThat(both.of(id, "old").opened()).hasSize(1);
        assertThat(both.of(id, "new").opened()).hasSize(1);
        assertThat(originals().of(id, "new").opened()).isEmpty();
    }

    @Test
    void itGoesWithItsWordsAndItsConversationButNotUnderHold() throws SQLException {
        ConversationId id = talk();
        ConversationId held = talk();
        for (ConversationId one : List.of(id, held)) {
            store.append(said(one, "q", WORDS));
            store.append(said(one, "p", WORDS));
        }
        store.change(held, List.of(new ConversationChange.Hold(true)));
        for (ConversationId one : List.of(id, held)) {
            store.forget(one, "q");
        }
        assertThat(revealed(id, "q")).isEmpty();
        assertThat(revealed(id, "p")).containsExactly(WORDS);
        assertThat(revealed(held, "q")).containsExactly(WORDS);
        assertThat(rows()).isEqualTo(3);

        Instant later = Instant.now().plusSeconds(60);
        store.change(id, List.of(new ConversationChange.Delete(Instant.now())));
        store.change(held, List.of(new ConversationChange.Delete(Instant.now())));
        assertThat(store.purge(later)).containsExactly(id);
        assertThat(rows()).isEqualTo(2);
        assertThat(revealed(held, "p")).containsExactly(WORDS);
    }

    @Test
    void itGoesWithWhatRetentionTakesOut() throws SQLException {
        Instant now = NOON.plus(Duration.ofDays(40));
        ConversationId id = talk();
        ConversationId held = talk();
        for (ConversationId one : List.of(id, held)) {
            store.append(said(one, "q", WORDS));
            store.append(NewItem.toolOutput(one, "o", "run", "c", WORDS, NOON));
        }
        store.change(held, List.of(new ConversationChange.Hold(true)));
        var month = new RetentionSettings.Rule(Optional.empty(), Optional.of(Duration.ofDays(30)));
        var retention =
                new Retention(
                        store,
                        new ErasureLog(tables(ErasureLog.SCHEMA)),
                        () -> new RetentionSettings(month, Map.of()));
        retention.apply(now);

        assertThat(revealed(id, "o")).isEmpty();
        assertThat(revealed(id, "q")).containsExactly(WORDS);
        assertThat(revealed(held, "o")).containsExactly(WORDS);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void whatIsTakenInIsKeptToo() {
        ConversationId id = talk();
        Conversation conversation = store.find(id).orElseThrow();
        Item item = said(id, "i", "Right.").at(1).edited("Fine.", NOON).saying(WORDS);
        store.bring(conversation, List.of(item.with(item.details().reworded(_ -> WORDS + "!"))));
        store.bring(conversation, List.of(item));

        assertThat(originals().of(id, "i").opened())
                .extracting(Original::kept, Original::said, Original::current)
                .containsExactly(tuple(KEPT, WORDS, true), tuple(KEPT + "!", WORDS + "!", false));
    }
}
