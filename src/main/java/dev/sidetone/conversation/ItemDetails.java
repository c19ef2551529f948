package dev.sidetone.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of an item besides its words; all of it may be missing. Immutable.
 *
 * @param language in which it was said, a BCP 47 tag such as {@code en}
 * @param confidence how sure the recogniser was of the words, 0 to 1
 * @param device the client it came in by, as that names itself
 * @param unheard the words of a cut-off answer that were not played any more
 * @param edits what the words were before somebody put them right, the oldest first
 * @param links what it has to do with
 */
public record ItemDetails(
        Optional<String> language,
        Optional<Double> confidence,
        Optional<String> device,
        Optional<String> unheard,
        List<Edit> edits,
        List<ItemLink> links) {

    /** Nothing is known. */
    public static final ItemDetails NONE =
            new ItemDetails(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of());

    /**
     * One putting right.
     *
     * @param before the words that were replaced
     */
    public record Edit(Instant at, String before) {

        public Edit {
            at = at.truncatedTo(ChronoUnit.MILLIS);
            before = Visible.storable(before);
        }
    }

    /** The longest name of a device, in characters. */
    public static final int LONGEST_DEVICE = 80;

    /**
     * @throws IllegalArgumentException when the confidence is not within 0 and 1
     */
    public ItemDetails {
        if (confidence.filter(c -> !(c >= 0 && c <= 1)).isPresent()) {
            throw new IllegalArgumentException("a confidence is a number from 0 to 1");
        }
        language = language.map(Visible::storable);
        device = device.map(Visible::storable).map(ItemDetails::shortened);
        unheard = unheard.map(Visible::storable);
        edits = List.copyOf(edits);
        links = List.copyOf(links);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_DEVICE
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_DEVICE));
    }

    /** The same, said in a language. */
    public ItemDetails in(String tongue) {
        return new ItemDetails(Optional.of(tongue), confidence, device, unheard, edits, links);
    }

    /** The same, recognised with so much confidence, 0 to 1. */
    public ItemDetails sure(double howSure) {
        return new ItemDetails(language, Optional.of(howSure), device, unheard, edits, links);
    }

    /** The same, from a client. */
    public ItemDetails from(String client) {
        return new ItemDetails(language, confidence, Optional.of(client), unheard, edits, links);
    }

    /** The same with one more link; one that is there is not added twice. */
    public ItemDetails linked(ItemLink link) {
        if (links.contains(link)) {
            return this;
        }
        var more = new ArrayList<>(links);
        more.add(link);
        return new ItemDetails(language, confidence, device, unheard, edits, more);
    }

    /** The same, with other words that were not played. */
    public ItemDetails unplayed(Optional<String> words) {
        return new ItemDetails(language, confidence, device, words, edits, links);
    }

    /** The same with the words in it changed by a function. */
    public ItemDetails reworded(UnaryOperator<String> change) {
        return new ItemDetails(
                language,
                confidence,
                device,
                unheard.map(change),
                edits.stream().map(e -> new Edit(e.at(), change.apply(e.before()))).toList(),
                links);
    }

    /** After these words were replaced. */
    ItemDetails edited(String before, Instant at) {
        var all = new ArrayList<>(edits);
        all.add(new Edit(at, before));
        return new ItemDetails(language, confidence, device, unheard, all, links);
    }

    /**
     * After {@code whole} was cut to {@code heard}: what is left of it was not heard. A second cut
     * counts from the words that the first one left.
     */
    ItemDetails cut(String whole, String heard) {
        String kept = heard.replaceFirst("[\\s…]+$", "");
        if (kept.length() >= whole.length() || !whole.startsWith(kept)) {
            return this;
        }
        String rest = whole.substring(kept.length()) + unheard.map(u -> " " + u).orElse("");
        return rest.isBlank() ? this : unplayed(Optional.of(rest.strip()));
    }
}
