package dev.sidetone.transcript;

import java.util.List;

/** The expressions of SQLite's FTS5. */
final class FtsQuery extends MatchText {

    private FtsQuery() {}

    static String of(SearchTerms terms) {
        return new FtsQuery().text(terms);
    }

    @Override
    String phrase(List<String> words, boolean prefix) {
        return '"' + String.join(" ", words) + '"' + (prefix ? " *" : "");
    }

    @Override
    String mark(String mark) {
        return '"' + mark + '"';
    }

    @Override
    String and() {
        return " AND ";
    }

    @Override
    String or() {
        return " OR ";
    }

    @Override
    String without(String yes, String no) {
        return yes + " NOT " + no;
    }
}
