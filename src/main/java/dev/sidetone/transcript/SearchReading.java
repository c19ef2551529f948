package dev.sidetone.transcript;

import java.util.List;

/** What came of reading a query. */
public sealed interface SearchReading {

    /** It can be searched for. */
    record Understood(SearchTerms terms) implements SearchReading {}

    /** It cannot, for these reasons; at least one. */
    record Mistaken(List<SearchMistake> mistakes) implements SearchReading {

        public Mistaken {
            mistakes = List.copyOf(mistakes);
        }

        /** All of it in one line. */
        public String text() {
            return String.join(" ", mistakes.stream().map(SearchMistake::hint).toList());
        }
    }
}
