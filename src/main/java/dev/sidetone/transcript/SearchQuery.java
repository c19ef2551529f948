package dev.sidetone.transcript;

import java.util.Optional;

/**
 * A search for items.
 *
 * @param cursor where an earlier page of the same search ended; empty for the first page
 * @param limit how many at most, 1 to 200
 */
public record SearchQuery(SearchTerms terms, Order order, Optional<String> cursor, int limit) {

    /** What comes first. */
    public enum Order {
        /** What was said last. */
        NEWEST,
        /** What fits the words best, among the newest thousand that have them. */
        BEST
    }

    /** The first page, the newest first. */
    public static SearchQuery newest(SearchTerms terms, int limit) {
        return new SearchQuery(terms, Order.NEWEST, Optional.empty(), limit);
    }
}
