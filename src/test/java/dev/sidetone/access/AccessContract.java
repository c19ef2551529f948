package dev.sidetone.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.access.ReadLog.Seen;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.SavedSearch;
import dev.sidetone.transcript.Seals;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of whose conversations are and who read them, in either database. */
abstract class AccessContract {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    abstract TranscriptStore store();

    abstract SideTables tables(SideTables.Schema schema);

    private SideTables tables() {
        return tables(Owners.SCHEMA);
    }

    private ConversationId talk() {
        return store().create("here", Path.of("/here")).id();
    }

    @Test
    void aReadIsOneLineInItsHour() throws Exception {
        var log = new ReadLog(tables());
        ConversationId one = talk();
        ConversationId other = talk();
        assertThat(log.entries()).isEmpty();
        for (int i = 0; i < 3; i++) {
            log.add(
                    "alice",
                    ReadKind.OPEN,
                    List.of(new Seen(one, List.of("bob")), new Seen(other, List.of("", "bob"))),
                    NOON.plusSeconds(i));
        }
        log.add("alice", ReadKind.AUDIO, List.of(new Seen(one, List.of("bob"))), NOON);
        log.add("carol", ReadKind.OPEN, List.of(new Seen(one, List.of("bob"))), NOON);
        Instant later = NOON.plus(Duration.ofHours(1));
        log.add("alice", ReadKind.OPEN, List.of(new Seen(one, List.of("bob"))), later);

        List<Read> all = log.entries();
        assertThat(all)
                .extracting(Read::number, Read::reader, Read::conversation, Read::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, "alice", one, ReadKind.OPEN),
                        org.assertj.core.groups.Tuple.tuple(2L, "alice", other, ReadKind.OPEN),
                        org.assertj.core.groups.Tuple.tuple(3L, "alice", one, ReadKind.AUDIO),
                        org.assertj.core.groups.Tuple.tuple(4L, "carol", one, ReadKind.OPEN),
                        org.assertj.core.groups.Tuple.tuple(5L, "alice", one, ReadKind.OPEN));
        assertThat(all.get(1).owners()).containsExactly("", "bob");
        assertThat(ReadLog.broken(all)).isEmpty();
        assertThat(log.newest(Long.MAX_VALUE, 2)).extracting(Read::number).containsExactly(5L, 4L);
        assertThat(log.newest(4, 10)).extracting(Read::number).containsExactly(3L, 2L, 1L);
    }

    /** A log of an earlier version is read, and stays whole. */
    @Test
    void aLogFromBeforeThereWereItemsGoesOn() throws Exception {
        SideTables.Schema now = Owners.SCHEMA;
        var then =
                new SideTables.Schema(
                        now.history(),
                        now.table(),
                        now.sqlite(),
                        now.postgres(),
                        now.scripts().subList(0, 1));
        ConversationId id = talk();
        String seal = Seals.over("", 1, NOON.toEpochMilli(), "bob", id, "open", "[\"alice\"]");
        try (Connection connection = tables(then).forWriting();
                Statement insert = connection.createStatement()) {
            insert.executeUpdate(
                    "insert into access_read values (1, %d, 'bob', '%s', 'open', '[\"alice\"]', '%s')"
                            .formatted(NOON.toEpochMilli(), id, seal));
        }
        var log = new ReadLog(tables());
        assertThat(log.entries()).extracting(Read::reader).containsExactly("bob");
        log.reveal("bob", new Seen(id, List.of("alice")), "i", NOON);
        assertThat(log.entries()).extracting(Read::itemId).containsExactly("", "i");
        assertThat(ReadLog.broken(log.entries())).isEmpty();
    }

    @Test
    void aRevealIsALineEachTimeWithItsItem() throws Exception {
        var log = new ReadLog(tables());
        var seen = new Seen(talk(), List.of("alice"));
        log.add("alice", ReadKind.OPEN, List.of(seen), NOON);
        log.reveal("alice", seen, "item 1", NOON);
        log.reveal("alice", seen, "item 1", NOON);

        assertThat(log.entries())
                .extracting(Read::kind, Read::itemId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ReadKind.OPEN, ""),
                        org.assertj.core.groups.Tuple.tuple(ReadKind.REVEAL, "item 1"),
                        org.assertj.core.groups.Tuple.tuple(ReadKind.REVEAL, "item 1"));
        assertThat(ReadLog.broken(log.entries())).isEmpty();
        try (Connection connection = tables().forWriting();
                Statement change = connection.createStatement()) {
            change.executeUpdate("update access_read set item_id = 'item 2' where number = 3");
        }
        assertThat(ReadLog.broken(log.entries())).contains(3L);
    }

    @Test
    void whoChangesTheLogIsSeen() throws Exception {
        var log = new ReadLog(tables());
        for (int i = 0; i < 4; i++) {
            log.add("alice", ReadKind.OPEN, List.of(new Seen(talk(), List.of("bob"))), NOON);
        }
        try (Connection connection = tables().forWriting();
                Statement change = connection.createStatement()) {
            change.executeUpdate("update access_read set reader = 'carol' where number = 3");
        }
        assertThat(ReadLog.broken(log.entries())).contains(3L);
        try (Connection connection = tables().forWriting();
                Statement change = connection.createStatement()) {
            change.executeUpdate("delete from access_read where number = 2");
        }
        assertThat(ReadLog.broken(log.entries())).contains(2L);
    }

    @Test
    void manyWriteOneChain() throws Exception {
        ConversationId one = talk();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var done =
                    crowd.invokeAll(
                            IntStream.range(0, 24)
                                    .<Callable<Object>>mapToObj(i ->
                                            () -> {
                                                new ReadLog(tables())
                                                        .add(
                                                                "reader-" + i % 12,
                                                                ReadKind.OPEN,
                                                                List.of(
                                                                        new Seen(
                                                                                one,
                                                                                List.of("bob"))),
                                                                NOON);
                                                return i;
                                            })
                                    .toList());
            for (var each : done) {
                assertThat(each.get()).isNotNull();
            }
        }
        List<Read> all = new ReadLog(tables()).entries();
        assertThat(all).hasSize(12);
        assertThat(ReadLog.broken(all)).isEmpty();
    }

    @Test
    void aConversationHasOwners() throws Exception {
        var owners = new Owners(tables());
        ConversationId hers = talk();
        ConversationId both = talk();
        assertThat(owners.of(hers)).containsExactly("");
        owners.add(hers, List.of("alice"));
        owners.add(hers, List.of("alice"));
        owners.add(both, List.of("alice", "bob"));
        assertThat(owners.of(hers)).containsExactly("alice");
        assertThat(owners.of(both)).containsExactly("alice", "bob");

        owners.moved("m1", "alice", hers, both);
        assertThat(owners.ofMove("m1", "alice")).containsExactlyInAnyOrder(hers, both);
        assertThat(owners.ofMove("m1", "bob")).isEmpty();
        assertThat(owners.ofMove("m2", "alice")).isEmpty();
    }

    @Test
    void searchesAreOnesOwn() throws Exception {
        var searches = new OwnSearches(tables());
        talk();
        SavedSearch hers = searches.save("alice", "mine", "role:user", NOON).orElseThrow();
        SavedSearch his = searches.save("bob", "his", "role:user", NOON).orElseThrow();
        assertThat(hers.id()).isNotEqualTo(his.id());
        assertThat(searches.save("alice", "renamed", "role:user", NOON).orElseThrow().id())
                .isEqualTo(hers.id());
        assertThat(searches.all("alice")).extracting(SavedSearch::name).containsExactly("renamed");
        assertThat(searches.all("bob")).extracting(SavedSearch::name).containsExactly("his");
        assertThat(searches.forget("alice", his.id())).isFalse();
        assertThat(searches.forget("bob", his.id())).isTrue();
        assertThat(searches.all("bob")).isEmpty();
        for (int i = 1; i < SavedSearch.MOST; i++) {
            assertThat(searches.save("alice", "", "word" + i, NOON)).isPresent();
        }
        assertThat(searches.save("alice", "", "one more", NOON)).isEmpty();
        assertThat(searches.save("alice", "again", "role:user", NOON)).isPresent();
    }
}
