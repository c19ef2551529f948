package dev.sidetone.transcript;

import dev.sidetone.conversation.Visible;
import java.time.Instant;

/**
 * A search that somebody keeps.
 *
 * @param name what people call it
 * @param query as it was written
 */
public record SavedSearch(String id, String name, String query, Instant savedAt) {

    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 80;

    /** How many are kept. */
    public static final int MOST = 200;

    public SavedSearch {
        name = Visible.storable(name);
        query = Visible.storable(query);
    }
}
