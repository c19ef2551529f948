package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what is searched for as an expression of SQLite's FTS5. Only letters, digits and our own
 * marks get into it, each in quotes.
 */
final class FtsQuery {

    private FtsQuery() {}

    static String of(SearchTerms terms) {
        var needed = new ArrayList<String>();
        terms.wanted().forEach(words -> needed.add(any(phrases(words))));
        terms.groups().forEach(group -> needed.add(any(group.stream().map(FtsQuery::mark))));
        if (needed.isEmpty()) {
            needed.add(any(Stream.of(Item.Role.values()).map(r -> quoted(SearchMarks.role(r)))));
        }
        var never = new ArrayList<String>();
        terms.unwanted().forEach(words -> never.add(any(phrases(words))));
        terms.excluded().forEach(filter -> never.add(mark(filter)));
        String yes = String.join(" AND ", needed);
        return never.isEmpty() ? yes : "(%s) NOT %s".formatted(yes, any(never.stream()));
    }

    private static Stream<String> phrases(SearchWords words) {
        return words.forms().map(form -> phrase(form, words.prefix()));
    }

    private static String phrase(List<String> words, boolean prefix) {
        return quoted(String.join(" ", words)) + (prefix ? " *" : "");
    }

    private static String mark(SearchFilter filter) {
        return quoted(SearchMarks.of(filter));
    }

    private static String quoted(String words) {
        return '"' + words + '"';
    }

    private static String any(Stream<String> parts) {
        return parts.collect(Collectors.joining(" OR ", "(", ")"));
    }
}
