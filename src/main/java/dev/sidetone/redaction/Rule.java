package dev.sidetone.redaction;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How one kind of secret is recognised.
 *
 * @param kind what it is, as the mark in its place says
 * @param keywords in lower case; where none of them is in the text, nothing is looked for
 * @param shape what it looks like
 * @param holds a further condition on what is taken out, such as a checksum
 */
record Rule(String kind, List<String> keywords, Shape shape, Predicate<String> holds) {

    Rule {
        keywords = List.copyOf(keywords);
    }

    /** Whether it is worth looking. */
    boolean mayBeIn(String lowerCase) {
        return keywords.isEmpty() || keywords.stream().anyMatch(lowerCase::contains);
    }

    static Rule of(String kind, String keywords, String pattern) {
        return of(kind, keywords, pattern, _ -> true);
    }

    /** Keywords with blanks between them. */
    static Rule of(String kind, String keywords, String pattern, Predicate<String> holds) {
        List<String> words =
                keywords.isEmpty()
                        ? List.of()
                        : List.of(keywords.toLowerCase(Locale.ROOT).split(" "));
        return new Rule(kind, words, Shape.of(pattern), holds);
    }

    /** One that people wrote, in the syntax of RE2. */
    static Rule own(String kind, String pattern) {
        return new Rule(kind, List.of(), Shape.ofRe2(pattern), _ -> true);
    }
}
