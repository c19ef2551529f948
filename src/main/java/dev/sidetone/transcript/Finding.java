package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds items by the index, and by their text those that the index does not have yet. */
record Finding(Words words) {

    /** Of more, as when a large import was just made, the newest; the others a little later. */
    private static final int MOST_BEHIND = 256;

    List<FoundItem> find(Connection from, SearchTerms terms, long below, int limit)
            throws SQLException {
        // Before the index is asked: what it gets between the two is then seen twice, not never.
        Map<Long, FoundItem> behind =
                Queries.unindexed(from, MOST_BEHIND).stream()
                        .collect(Collectors.toMap(FoundItem::id, Function.identity()));
        List<FoundItem> found = words.find(from, terms, below, limit + behind.size());
        return behind.isEmpty()
                ? found
                : together(found, behind.values(), terms, below).stream().limit(limit).toList();
    }

    /** What the index has of an item that it is behind with does not count. */
    private static Collection<FoundItem> together(
            List<FoundItem> found, Collection<FoundItem> behind, SearchTerms terms, long below) {
        var all = new TreeMap<Long, FoundItem>(Comparator.reverseOrder());
        found.forEach(one -> all.put(one.id(), one));
        for (FoundItem one : behind) {
            if (one.id() < below && terms.take(one.item(), one.conversation())) {
                all.put(one.id(), one);
            } else {
                all.remove(one.id());
            }
        }
        return all.values();
    }
}
