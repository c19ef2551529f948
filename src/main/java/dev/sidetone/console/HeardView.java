package dev.sidetone.console;

import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.Visible;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a reader is told of how an item was heard: only what is out of the ordinary.
 *
 * @param unsure how sure the recogniser was of words that nobody put right since, {@code 41 %};
 *     empty when it was sure enough or does not tell
 * @param language the name of a language that is not the page's own; empty otherwise
 * @param tag the same for browsers and screen readers, in BCP 47
 */
public record HeardView(String unsure, String language, String tag) {

    private static final Locale PAGE = Locale.ENGLISH;

    /**
     * Measured with the embedded recogniser: read speech came to 0.49 to 0.96, the same in a loud
     * hiss to 0.17 to 0.69.
     */
    private static final double SURE_ENOUGH = 0.5;

    static HeardView of(Item item) {
        Optional<Locale> foreign = item.details().language().flatMap(HeardView::foreign);
        return new HeardView(
                unsure(item.details()),
                foreign.map(tongue -> Visible.text(tongue.getDisplayName(PAGE))).orElse(""),
                foreign.map(Locale::toLanguageTag).orElse(""));
    }

    private static String unsure(ItemDetails details) {
        return details.confidence()
                .filter(sure -> sure < SURE_ENOUGH && details.edits().isEmpty())
                .map(sure -> "%d %%".formatted(Math.round(sure * 100)))
                .orElse("");
    }

    private static Optional<Locale> foreign(String tag) {
        try {
            Locale tongue = new Locale.Builder().setLanguageTag(tag).build();
            return Optional.of(tongue)
                    .filter(it -> !it.getLanguage().isEmpty())
                    .filter(it -> !it.getLanguage().equals(PAGE.getLanguage()));
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }
}
