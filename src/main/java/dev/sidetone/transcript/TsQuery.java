package dev.sidetone.transcript;

import java.util.List;
import java.util.stream.Collectors;

/** The expressions of PostgreSQL's {@code tsquery}. */
final class TsQuery extends MatchText {

    private TsQuery() {}

    static String of(SearchTerms terms) {
        return new TsQuery().text(terms);
    }

    @Override
    String phrase(List<String> words, boolean prefix) {
        return words.stream().map(this::mark).collect(Collectors.joining(" <-> "))
                + (prefix ? ":*" : "");
    }

    @Override
    String mark(String mark) {
        return "'" + mark + "'";
    }

    @Override
    String and() {
        return " & ";
    }

    @Override
    String or() {
        return " | ";
    }

    @Override
    String without(String yes, String no) {
        return yes + " & !" + no;
    }
}
