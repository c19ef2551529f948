package dev.sidetone.embedded;

import dev.sidetone.wire.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The conversation of one session, in order. One thread at a time. Beyond {@value #MAX} items the
 * oldest are forgotten, as a model with a full context would.
 */
final class ConversationItems {

    static final int MAX = 2_000;
    private static final String ROOT = "root";

    private final List<Item> items = new ArrayList<>();

    /** Where an insertion went. */
    record Placed(Optional<String> previousId) {}

    List<Item> all() {
        return List.copyOf(items);
    }

    Optional<Item> find(String id) {
        return items.stream().filter(item -> id.equals(item.id())).findFirst();
    }

    /** Puts the item last. */
    Placed add(Item item) {
        if (items.size() >= MAX) {
            items.removeFirst();
        }
        Optional<String> previous = lastId();
        items.add(item);
        return new Placed(previous);
    }

    /**
     * Puts the item behind {@code previousId}; {@code root} is the front.
     *
     * @return empty when there is no such item
     */
    Optional<Placed> insert(String previousId, Item item) {
        if (previousId.equals(ROOT)) {
            items.addFirst(item);
            return Optional.of(new Placed(Optional.empty()));
        }
        int at = indexOf(previousId);
        if (at < 0) {
            return Optional.empty();
        }
        items.add(at + 1, item);
        return Optional.of(new Placed(Optional.of(previousId)));
    }

    /** Replaces the item of the same id; nothing happens when it was deleted meanwhile. */
    void replace(Item item) {
        int at = indexOf(Objects.requireNonNull(item.id(), "an item of a conversation has an id"));
        if (at >= 0) {
            items.set(at, item);
        }
    }

    boolean remove(String id) {
        return items.removeIf(item -> id.equals(item.id()));
    }

    Optional<String> lastId() {
        return items.isEmpty() ? Optional.empty() : Optional.ofNullable(items.getLast().id());
    }

    private int indexOf(String id) {
        for (int i = 0; i < items.size(); i++) {
            if (id.equals(items.get(i).id())) {
                return i;
            }
        }
        return -1;
    }
}
