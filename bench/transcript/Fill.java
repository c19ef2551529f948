package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Many items of many conversations over half a year. */
final class Fill {

    static final int LONGEST = 10_000;

    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EACH = 500;

    private final Bed bed;
    private final Talk talk;
    private final int items;

    /** Some of what was said. */
    final List<String> said = new ArrayList<>();

    Fill(Bed bed, Talk talk, int items) {
        this.bed = bed;
        this.talk = talk;
        this.items = items;
    }

    /** The conversation of {@link #LONGEST} items, in the middle of the others. */
    ConversationId run(TranscriptStore store, Connection connection) throws SQLException {
        ConversationId longest = store.create("work0", Path.of("/work")).id();
        List<Conversation> talks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            talks.add(store.create("work" + i, Path.of("/work" + i)));
        }
        long step = 180L * 24 * 3600 * 1000 / items;
        var seqs = new long[talks.size()];
        long longestSeq = 0;
        String begin = bed.database(Durability.CRASH).begin();
        try (PreparedStatement item =
                        connection.prepareStatement(
                                "insert into item (id, " + Columns.ITEM + ") values (?" + ",?".repeat(Columns.ITEM.split(",").length) + ")");
                PreparedStatement words = connection.prepareStatement(bed.words())) {
            for (int i = 0; i < items; i++) {
                int which = (i / EACH) % talks.size();
                if (i % EACH == 0 && seqs[which] > 0) {
                    talks.set(which, store(store, connection, talks.get(which).workspace()));
                    seqs[which] = 0;
                }
                boolean inLongest = i >= items / 2 && longestSeq < LONGEST;
                Conversation at = talks.get(which);
                Item one =
                        item(
                                inLongest ? longest : at.id(),
                                i,
                                inLongest ? ++longestSeq : ++seqs[which],
                                BEGUN.plusMillis(i * step));
                long id = ItemIds.first(one.startedAt()) + i % 4096;
                item.setLong(1, id);
                Columns.bind(item, 2, one);
                item.addBatch();
                bind(words, id, one, inLongest ? "work0" : at.workspace());
                words.addBatch();
                if ((i + 1) % bed.piece() == 0 || i == items - 1) {
                    Sql.run(connection, begin);
                    item.executeBatch();
                    words.executeBatch();
                    Sql.run(connection, "delete from item_unindexed");
                    Sql.run(connection, "commit");
                    merge(connection);
                }
            }
        }
        Sql.run(connection, begin);
        Sql.run(
                connection,
                "update conversation set items = (select count(*) from item i where"
                        + " i.conversation_id = conversation.id), last_seq = (select"
                        + " coalesce(max(seq), 0) from item i where i.conversation_id ="
                        + " conversation.id)");
        Sql.run(connection, "commit");
        return longest;
    }

    /** As the service does while it grows. */
    private void merge(Connection connection) throws SQLException {
        Words words = bed.database(Durability.CRASH).words();
        for (int steps = 0; steps < 32 && words.merge(connection); steps++) {
            // the next step
        }
    }

    /** Between two pieces, because the store has a connection of its own. */
    private static Conversation store(TranscriptStore store, Connection connection, String workspace)
            throws SQLException {
        return store.create(workspace, Path.of("/" + workspace));
    }

    private Item item(ConversationId id, int number, long seq, Instant at) {
        String text = talk.sentence();
        if (number % 100 == 0) {
            said.add(text);
        }
        Item.Role role = number % 2 == 0 ? Item.Role.USER : Item.Role.ASSISTANT;
        return NewItem.speech(id, "i" + number, role, text, at, number, number + 900L)
                .inCall("rtc_" + id.value().substring(0, 13))
                .at(seq);
    }

    private static void bind(PreparedStatement words, long id, Item item, String workspace)
            throws SQLException {
        List<String> marks = SearchMarks.of(item, workspace);
        if (words.getParameterMetaData().getParameterCount() == 2) {
            words.setLong(1, id);
            words.setString(2, PostgresWords.vector(SearchedText.of(item.text()), marks));
        } else {
            SqliteWords.bind(words, id, item.text(), marks);
        }
    }
}
