package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes pages of what a store finds and of what is only held in memory. */
final class Search {

    private static final int LONGEST_PAGE = 200;
    private static final int WEIGHED = 1_000;

    private final Source source;
    private final HeldRows held;
    private final Function<ConversationId, Optional<Conversation>> conversations;

    /** Where items are found. */
    @FunctionalInterface
    interface Source {
        /** Those with a number below this one, the greatest number first. */
        List<FoundItem> find(SearchTerms terms, long below, int limit);
    }

    Search(
            Source source,
            HeldRows held,
            Function<ConversationId, Optional<Conversation>> conversations) {
        this.source = source;
        this.held = held;
        this.conversations = conversations;
    }

    SearchPage page(SearchQuery query) {
        int size = Math.clamp(query.limit(), 1, LONGEST_PAGE);
        SearchCursor from = query.cursor().map(SearchCursor::parse).orElse(SearchCursor.START);
        return query.order() == SearchQuery.Order.NEWEST
                ? newest(query.terms(), from, size)
                : best(query.terms(), from, size);
    }

    private SearchPage newest(SearchTerms terms, SearchCursor from, int size) {
        List<FoundItem> found = find(terms, from, size + 1);
        boolean more = found.size() > size;
        List<FoundItem> page = more ? found.subList(0, size) : found;
        return new SearchPage(
                hits(terms, page),
                more
                        ? Optional.of(new SearchCursor(page.getLast().id(), 0).text())
                        : Optional.empty());
    }

    private SearchPage best(SearchTerms terms, SearchCursor from, int size) {
        List<FoundItem> weighed = find(terms, from, WEIGHED);
        long below = weighed.isEmpty() ? from.below() : weighed.getFirst().id() + 1;
        record Weighed(FoundItem found, double weight) {}
        List<FoundItem> page =
                weighed.stream()
                        .map(f -> new Weighed(f, SearchWeight.of(terms, f.item().text())))
                        .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                        .map(Weighed::found)
                        .skip(from.skipped())
                        .limit(size)
                        .toList();
        int shown = from.skipped() + page.size();
        return new SearchPage(
                hits(terms, page),
                shown < weighed.size()
                        ? Optional.of(new SearchCursor(below, shown).text())
                        : Optional.empty());
    }

    /** What is held has no numbers yet: it stands before everything else. */
    private List<FoundItem> find(SearchTerms terms, SearchCursor from, int limit) {
        List<FoundItem> stored = source.find(terms, from.below(), limit);
        if (held.size() == 0) {
            return stored;
        }
        var all = new ArrayList<FoundItem>();
        if (from.below() == Long.MAX_VALUE) {
            all.addAll(heldOnes(stored));
        }
        stored.stream().map(this::asHeld).forEach(all::add);
        return all.stream()
                .filter(f -> terms.take(f.item(), f.conversation()))
                .limit(limit)
                .toList();
    }

    private List<FoundItem> heldOnes(List<FoundItem> stored) {
        return held.items().stream()
                .filter(item -> stored.stream().noneMatch(f -> same(f.item(), item)))
                .flatMap(item -> found(item).stream())
                .toList()
                .reversed();
    }

    private Optional<FoundItem> found(Item item) {
        return conversations
                .apply(item.conversation())
                .map(c -> new FoundItem(Long.MAX_VALUE - 1, item, c));
    }

    private FoundItem asHeld(FoundItem f) {
        Conversation now =
                held.conversation(f.conversation().id(), Optional.of(f.conversation()))
                        .orElse(f.conversation());
        return new FoundItem(f.id(), held.shown(f.item()), now);
    }

    private static boolean same(Item a, Item b) {
        return a.conversation().equals(b.conversation()) && a.itemId().equals(b.itemId());
    }

    private static List<SearchHit> hits(SearchTerms terms, List<FoundItem> page) {
        return page.stream()
                .map(f ->
                        new SearchHit(
                                f.conversation(), f.item(), Snippet.of(terms, f.item().text())))
                .toList();
    }
}
