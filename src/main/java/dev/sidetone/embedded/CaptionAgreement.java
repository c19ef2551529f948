package dev.sidetone.embedded;

import java.util.List;

/**
 * Partial captions that do not flicker: a word is shown once two passes in a row agree on it and on
 * all words before it. One turn each; one thread at a time.
 */
final class CaptionAgreement {

    private List<String> last = List.of();
    private int shown;

    /** The new words to show, with the space before them where one belongs; may be empty. */
    String next(String hypothesis) {
        String text = hypothesis.strip();
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
        int agreed = 0;
        while (agreed < Math.min(words.size(), last.size())
                && SmallTalk.normal(words.get(agreed)).equals(SmallTalk.normal(last.get(agreed)))) {
            agreed++;
        }
        last = words;
        if (agreed <= shown) {
            return "";
        }
        String more = String.join(" ", words.subList(shown, agreed));
        String delta = shown == 0 ? more : " " + more;
        shown = agreed;
        return delta;
    }
}
