package dev.sidetone.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words that are searched for next to each other, in this order.
 *
 * @param whole as they were given
 * @param split the same with identifiers taken apart
 * @param prefix whether the last one may go on
 */
public record SearchWords(List<String> whole, List<String> split, boolean prefix) {

    public SearchWords {
        whole = List.copyOf(whole);
        split = List.copyOf(split);
    }

    /** The words of a text; there may be none. */
    static SearchWords of(String text, boolean prefix) {
        List<SearchToken> tokens = SearchTokens.of(text);
        return new SearchWords(
                tokens.stream().map(SearchToken::word).toList(),
                tokens.stream().flatMap(t -> t.split().stream()).map(SearchToken::word).toList(),
                prefix);
    }

    /** Where they stand in a text, in the order of the text; may overlap. */
    List<Range> in(SearchedText text) {
        var found = new ArrayList<Range>();
        forms().forEach(form -> {
            find(form, text.words(), found);
            find(form, text.split(), found);
        });
        found.sort(Range.BY_START);
        return found;
    }

    /** The one or two ways in which they are written. */
    Stream<List<String>> forms() {
        return whole.equals(split) ? Stream.of(whole) : Stream.of(whole, split);
    }

    private void find(List<String> form, List<SearchToken> among, List<Range> found) {
        for (int at = 0; at + form.size() <= among.size(); at++) {
            if (standsAt(form, among, at)) {
                int last = at + form.size() - 1;
                found.add(new Range(among.get(at).start(), among.get(last).end()));
            }
        }
    }

    private boolean standsAt(List<String> form, List<SearchToken> among, int at) {
        int last = form.size() - 1;
        for (int i = 0; i <= last; i++) {
            String word = among.get(at + i).word();
            boolean same =
                    i == last && prefix ? word.startsWith(form.get(i)) : word.equals(form.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
