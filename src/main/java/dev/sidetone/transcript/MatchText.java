package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what is searched for as an expression of a database's full-text search. Only letters,
 * digits and our own marks get into it, each in quotes.
 */
abstract class MatchText {

    /** Words that follow each other; the last one may go on. */
    abstract String phrase(List<String> words, boolean prefix);

    /** One of our marks. */
    abstract String mark(String mark);

    abstract String and();

    abstract String or();

    /** The first and not the second; either is in parentheses already or is one word. */
    abstract String without(String yes, String no);

    final String text(SearchTerms terms) {
        var needed = new ArrayList<String>();
        terms.wanted().forEach(words -> needed.add(any(phrases(words))));
        terms.groups().stream()
                .filter(group -> !(group.getFirst() instanceof SearchFilter.Within))
                .forEach(group -> needed.add(any(group.stream().map(this::filter))));
        if (needed.isEmpty()) {
            needed.add(any(Stream.of(Item.Role.values()).map(SearchMarks::role).map(this::mark)));
        }
        var never = new ArrayList<String>();
        terms.unwanted().forEach(words -> never.add(any(phrases(words))));
        terms.excluded().forEach(filter -> never.add(filter(filter)));
        String yes = "(" + String.join(and(), needed) + ")";
        return never.isEmpty() ? yes : without(yes, any(never.stream()));
    }

    private Stream<String> phrases(SearchWords words) {
        return words.forms().map(form -> phrase(form, words.prefix()));
    }

    private String filter(SearchFilter filter) {
        return mark(SearchMarks.of(filter));
    }

    private String any(Stream<String> parts) {
        return parts.collect(Collectors.joining(or(), "(", ")"));
    }
}
