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
    private final Optional<SealedOriginal> original;

    /**
     * @param at when it is written
     * @param original what was taken out of it, to be kept with it
     */
    WaitingItem(NewItem item, Instant at, Optional<SealedOriginal> original) {
        super(
                Optional.of(item.conversation()),
                rows -> {
                    Item written = rows.append(item, at);
                    if (original.isPresent()) {
                        rows.keep(original.get());
                    }
                    return written;
                });
        this.item = item;
        this.at = at;
        this.original = original;
    }

    /** What was taken out of it. */
    Optional<SealedOriginal> original() {
        return original;
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

    /** The batch when plain new items are all that is in it; empty otherwise. */
    static List<WaitingItem> only(List<Waiting<?>> batch) {
        var items = new ArrayList<WaitingItem>();
        for (Waiting<?> waiting : batch) {
            if (!(waiting instanceof WaitingItem one) || one.original().isPresent()) {
                return List.of();
            }
            items.add(one);
        }
        return items;
    }
}
