package dev.sidetone.transcript;

import dev.sidetone.conversation.Visible;
import java.util.List;

/**
 * A text as it is indexed: its words in their order, and once more with identifiers taken apart.
 *
 * @param shown the text that positions are in
 * @param split empty when the text has no identifiers
 */
record SearchedText(String shown, List<SearchToken> words, List<SearchToken> split) {

    SearchedText {
        words = List.copyOf(words);
        split = List.copyOf(split);
    }

    static SearchedText of(String text) {
        String shown = Visible.text(text);
        List<SearchToken> words = SearchTokens.of(shown);
        boolean plain = words.stream().allMatch(word -> word.parts().isEmpty());
        List<SearchToken> split =
                plain
                        ? List.of()
                        : words.stream()
                                .flatMap(word -> word.split().stream())
                                .limit(SearchTokens.MOST)
                                .toList();
        return new SearchedText(shown, words, split);
    }
}
