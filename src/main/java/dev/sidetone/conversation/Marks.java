package dev.sidetone.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people put on a conversation. Immutable.
 *
 * @param archived put away: kept, but in no list that does not ask for it
 * @param pinned shown before the others
 * @param held under legal hold: it cannot be deleted, and no retention takes it
 * @param deletedAt when it was deleted; until it is purged it can be restored
 * @param tags in the order in which they were given, none twice
 */
public record Marks(
        boolean archived,
        boolean pinned,
        boolean held,
        Optional<Instant> deletedAt,
        List<String> tags) {

    /** Nothing is marked. */
    public static final Marks NONE = new Marks(false, false, false, Optional.empty(), List.of());

    /** The longest tag, in characters. */
    public static final int LONGEST_TAG = 40;

    /** The most tags on one conversation. */
    public static final int MOST_TAGS = 20;

    public Marks {
        tags = List.copyOf(tags);
    }
}
