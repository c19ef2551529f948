package dev.sidetone.transcript;

/** How well a text fits what was searched for. Pure. */
final class SearchWeight {

    private SearchWeight() {}

    /** More for each time that words stand in it, less the more others there are. */
    static double of(SearchTerms terms, String text) {
        SearchedText searched = SearchedText.of(text);
        double hits =
                terms.wanted().stream()
                        .mapToDouble(words -> Math.log1p(words.in(searched).size()))
                        .sum();
        return hits / Math.log(Math.E + searched.words().size());
    }
}
