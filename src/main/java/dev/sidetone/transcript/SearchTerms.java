package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Item.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is searched for. An item is found when it has all the wanted words and none of the unwanted,
 * and for each sort of filter one of those given.
 *
 * @param from only items whose speech started at this time or later
 * @param until only items whose speech started before this time
 * @param archived those of archived conversations instead of the others
 */
public record SearchTerms(
        List<SearchWords> wanted,
        List<SearchWords> unwanted,
        List<SearchFilter> filters,
        List<SearchFilter> without,
        Optional<Instant> from,
        Optional<Instant> until,
        boolean archived) {

    /** What tools were given and gave back is found only when its kind is asked for. */
    private static final List<SearchFilter> TOOLS =
            List.of(
                    new SearchFilter.OfKind(Kind.TOOL_CALL),
                    new SearchFilter.OfKind(Kind.TOOL_OUTPUT));

    public SearchTerms {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
        filters = List.copyOf(filters);
        without = List.copyOf(without);
    }

    /** The same in one conversation. */
    public SearchTerms in(ConversationId id) {
        var in = new SearchFilter.In(id);
        List<SearchFilter> others =
                filters.stream().filter(f -> !(f instanceof SearchFilter.In)).toList();
        return new SearchTerms(
                wanted,
                unwanted,
                Stream.concat(others.stream(), Stream.of(in)).toList(),
                without,
                from,
                until,
                archived);
    }

    /** The same in these workspaces only, whatever else is asked for. */
    public SearchTerms within(List<String> names) {
        return new SearchTerms(
                wanted,
                unwanted,
                Stream.concat(filters.stream(), Stream.of(new SearchFilter.Within(names))).toList(),
                without,
                from,
                until,
                archived);
    }

    /** The workspaces that it is held to; empty when it is to none. */
    Optional<List<String>> workspaces() {
        return filters.stream()
                .filter(SearchFilter.Within.class::isInstance)
                .map(filter -> ((SearchFilter.Within) filter).workspaces())
                .findFirst();
    }

    /** Filters of which one of each group must hold. */
    Collection<List<SearchFilter>> groups() {
        var groups = new LinkedHashMap<Class<?>, List<SearchFilter>>();
        filters.forEach(f -> groups.computeIfAbsent(f.getClass(), _ -> new ArrayList<>()).add(f));
        return groups.values();
    }

    /** Filters of which none may hold. */
    List<SearchFilter> excluded() {
        boolean kindGiven = filters.stream().anyMatch(SearchFilter.OfKind.class::isInstance);
        return kindGiven ? without : Stream.concat(without.stream(), TOOLS.stream()).toList();
    }

    /** Whether an archived conversation is looked into; empty when it does not matter. */
    Optional<Boolean> inArchived() {
        boolean within = filters.stream().anyMatch(SearchFilter.In.class::isInstance);
        return within && !archived ? Optional.empty() : Optional.of(archived);
    }

    /** Whether an item is found. */
    boolean take(Item item, Conversation conversation) {
        return inTime(item)
                && !conversation.deleted()
                && inArchived().map(is -> is == conversation.marks().archived()).orElse(true)
                && groups().stream()
                        .allMatch(g -> g.stream().anyMatch(f -> f.takes(item, conversation)))
                && excluded().stream().noneMatch(f -> f.takes(item, conversation))
                && takeText(SearchedText.of(item.text()));
    }

    private boolean inTime(Item item) {
        return from.map(at -> !item.startedAt().isBefore(at)).orElse(true)
                && until.map(item.startedAt()::isBefore).orElse(true);
    }

    private boolean takeText(SearchedText text) {
        return wanted.stream().noneMatch(words -> words.in(text).isEmpty())
                && unwanted.stream().allMatch(words -> words.in(text).isEmpty());
    }
}
