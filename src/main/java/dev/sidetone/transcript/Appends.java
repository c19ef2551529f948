package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Title;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Many new items in as many statements as for one, each sent once: a server far away is asked three
 * times for a batch instead of five times for an item. It counts on what nearly always is so: the
 * conversations are there, and no item is written twice.
 */
final class Appends {

    /** A text that differs less often is planned less often. */
    private static final int LEAST_PLACES = 4;

    private final Connection connection;
    private final String locking;
    private final RecentConversations recent;
    private final ItemIds ids;
    private final Map<ConversationId, Growing> growing = new LinkedHashMap<>();

    Appends(Connection connection, String locking, RecentConversations recent, ItemIds ids) {
        this.connection = connection;
        this.locking = locking;
        this.recent = recent;
        this.ids = ids;
    }

    /** An item and its number. */
    private record Placed(long id, Item item) {}

    /** A conversation that gets items. */
    private static final class Growing {

        private final Conversation conversation;
        private long lastSeq;
        private long items;
        private Instant changed = Instant.EPOCH;
        private String title = "";

        Growing(Conversation conversation, long lastSeq) {
            this.conversation = conversation;
            this.lastSeq = lastSeq;
        }

        Item placed(WaitingItem waiting) {
            items++;
            changed = waiting.at().isAfter(changed) ? waiting.at() : changed;
            Item item = waiting.item().at(++lastSeq);
            if (item.role() == Item.Role.USER && (conversation.title() + title).isEmpty()) {
                title = Title.from(item.text());
            }
            return item;
        }
    }

    /** False when one of them needs more care; then nothing of this may stay. */
    boolean write(List<WaitingItem> waiting) throws SQLException {
        List<ConversationId> wanted =
                waiting.stream().map(one -> one.item().conversation()).distinct().toList();
        find(wanted);
        if (growing.size() < wanted.size()) {
            return false;
        }
        var placed = new ArrayList<Placed>();
        for (WaitingItem one : waiting) {
            Growing at =
                    Objects.requireNonNull(
                            growing.get(one.item().conversation()), "all were found above");
            Item item = at.placed(one);
            placed.add(new Placed(ids.next(item.startedAt()), item));
        }
        if (!inserted(placed)) {
            return false;
        }
        touch();
        for (int i = 0; i < placed.size(); i++) {
            waiting.get(i).made(placed.get(i).item());
        }
        growing.forEach((id, grown) -> recent.wrote(id, grown.lastSeq));
        return true;
    }

    /** In one order, so that nobody who does the same is stuck. */
    private void find(List<ConversationId> wanted) throws SQLException {
        int places = LEAST_PLACES;
        while (places < wanted.size()) {
            places *= 2;
        }
        var values = new Object[places];
        Arrays.fill(values, wanted.getFirst().value());
        for (int i = 0; i < wanted.size(); i++) {
            values[i] = wanted.get(i).value();
        }
        String sql =
                "select %s from conversation where id in (%s) order by id%s"
                        .formatted(Columns.CONVERSATION, "?" + ",?".repeat(places - 1), locking);
        List<Growing> found =
                Queries.rows(
                        connection,
                        sql,
                        row -> new Growing(Columns.conversation(row), row.getLong("last_seq")),
                        values);
        for (Growing one : found) {
            growing.put(one.conversation.id(), one);
            if (!recent.knows(one.conversation.id())) {
                recent.remember(one.conversation, one.lastSeq);
            }
        }
    }

    /** False when one of them, or its number, is there already. */
    private boolean inserted(List<Placed> placed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ItemRows.INSERT)) {
            for (Placed entry : placed) {
                insert.setLong(1, entry.id());
                Columns.bind(insert, 2, entry.item());
                insert.addBatch();
            }
            return Arrays.stream(insert.executeBatch()).allMatch(count -> count == 1);
        }
    }

    private void touch() throws SQLException {
        try (PreparedStatement touch = connection.prepareStatement(ConversationRows.TOUCH)) {
            for (Growing grown : growing.values()) {
                ConversationRows.bindTouch(
                        touch,
                        grown.items,
                        grown.lastSeq,
                        grown.changed,
                        grown.title,
                        grown.conversation.id());
                touch.addBatch();
            }
            touch.executeBatch();
        }
    }
}
