package dev.sidetone.transcript;

import java.util.List;

/**
 * A word of a text as it is searched for: lower case, without accents, letters and digits only.
 *
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 * @param parts of an identifier ({@code session} and {@code manager} of {@code sessionManager});
 *     empty for a plain word
 */
record SearchToken(String word, int start, int end, List<SearchToken> parts) {

    SearchToken {
        parts = List.copyOf(parts);
    }

    /** The parts of an identifier, the word itself otherwise. */
    List<SearchToken> split() {
        return parts.isEmpty() ? List.of(this) : parts;
    }
}
