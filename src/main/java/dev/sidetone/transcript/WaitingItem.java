package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A new item that waits for being written. */
final class WaitingItem extends Waiting<Item> {

    private final NewItem item;
    private final Instant at;

    /**
     * @param at when it is written
     */
    WaitingItem(NewItem item, Instant at) {
        super(Optional.of(item.conversation()), rows -> rows.append(item, at));
        this.item = item;
        this.at = at;
    }

    NewItem item() {
        return item;
    }

    /** As it was written; empty when it was refused, or not yet. */
    Optional<Item> written() {
        return result();
    }

    Instant at() {
        return at;
    }

    /** The batch when new items are all that is in it; empty otherwise. */
    static List<WaitingItem> only(List<Waiting<?>> batch) {
        var items = new ArrayList<WaitingItem>();
        for (Waiting<?> waiting : batch) {
            if (!(waiting instanceof WaitingItem one)) {
                return List.of();
            }
            items.add(one);
        }
        return items;
    }
}
