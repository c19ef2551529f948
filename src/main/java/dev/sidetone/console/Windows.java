package dev.sidetone.console;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.UsageLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** Cuts parts out of conversations, with what is known of their turns. */
final class Windows {

    /** Items before a window that tell whether a day or a call begins in it. */
    private static final int BEHIND = 10;

    /** Items behind it in which its last turn is answered. */
    private static final int AHEAD = 40;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final TranscriptStore store;
    private final UsageLedger ledger;

    Windows(TranscriptStore store, UsageLedger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** The one that a request names: all, around an item, or from a place on. */
    ItemWindow asked(Conversation of, long seq, long place, boolean all, Instant now) {
        if (all) {
            return all(of, now);
        }
        return seq > 0 ? around(of, seq, now) : from(of, place, now);
    }

    /** From this place on; the nearest one that is there. */
    ItemWindow from(Conversation conversation, long place, Instant now) {
        long first = Math.clamp(place, 1, Math.max(1, conversation.items()));
        return window(conversation, first, ItemWindow.SIZE, 0, now);
    }

    /** The window with this item, of those that begin at every {@link ItemWindow#SIZE}th place. */
    ItemWindow around(Conversation conversation, long seq, Instant now) {
        OptionalLong position = store.position(conversation.id(), seq);
        long first = position.orElse(0) / ItemWindow.SIZE * ItemWindow.SIZE + 1;
        return window(conversation, first, ItemWindow.SIZE, position.isPresent() ? seq : 0, now);
    }

    /** Everything. */
    ItemWindow all(Conversation conversation, Instant now) {
        List<Item> items = store.items(conversation.id());
        return new ItemWindow(
                conversation.id().value(),
                1,
                items.size(),
                0,
                rows(items, 0, items.size(), 1, now));
    }

    private ItemWindow window(Conversation of, long first, int size, long seq, Instant now) {
        int behind = (int) Math.min(BEHIND, first - 1);
        List<Item> items = items(of.id(), first - 1 - behind, behind + size + AHEAD);
        int end = Math.min(items.size(), behind + size);
        List<ItemWindow.Row> rows = rows(items, Math.min(behind, end), end, first, now);
        long total = Math.max(of.items(), rows.isEmpty() ? 0 : first - 1 + rows.size());
        return new ItemWindow(of.id().value(), first, total, seq, rows);
    }

    private List<Item> items(ConversationId id, long position, int limit) {
        return store.itemsFrom(id, position, limit);
    }

    private List<ItemWindow.Row> rows(List<Item> items, int from, int to, long first, Instant now) {
        var rows = new ArrayList<ItemWindow.Row>();
        Set<String> calls = new HashSet<>();
        Turns turns = Turns.of(items, ledger);
        for (int i = 0; i < to; i++) {
            Item item = items.get(i);
            boolean newCall = item.call().map(calls::add).orElse(false);
            if (i >= from) {
                String day = i == 0 ? beginning(item, first) : day(items.get(i - 1), item);
                ItemWindow.Turn turn = turns.at(i);
                String version = Integer.toHexString(Objects.hash(item, day, newCall, turn));
                rows.add(
                        new ItemWindow.Row(
                                first + i - from,
                                ItemView.of(item, now),
                                day,
                                newCall,
                                turn,
                                version));
            }
        }
        return rows;
    }

    private static String beginning(Item item, long first) {
        return first == 1 ? DAY.format(date(item)) : "";
    }

    private static String day(Item before, Item item) {
        return date(before).equals(date(item)) ? "" : DAY.format(date(item));
    }

    private static LocalDate date(Item item) {
        return item.startedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
