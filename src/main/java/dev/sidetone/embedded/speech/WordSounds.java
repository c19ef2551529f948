package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.speech.Lexicon.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Phones for any word: from the lexicon, else by its apostrophe, its ending, its two halves, and
 * letter by letter at last. Thread-safe.
 */
final class WordSounds {

    private static final int SHORTEST_STEM = 3;
    private static final Set<String> SHORT_HALVES = Set.of("re", "un", "de", "up");
    private static final Set<String> PREFIXES =
            Set.of(
                    "re", "un", "de", "non", "pre", "sub", "over", "under", "inter", "multi",
                    "super", "anti", "out");
    private static final Set<String> DROP_A_MUTE_E = Set.of("ing", "able", "ed", "er", "ers", "or");

    /** Ending → what it adds to the phones of its stem; longer endings stand before shorter. */
    private static final SequencedMap<String, Function<Phone, String>> ENDINGS = endings();

    private static final Map<String, String> CLITICS =
            Map.of("re", "ER0", "ve", "AH0 V", "ll", "AH0 L", "d", "D", "m", "M", "t", "T");

    private final Lexicon lexicon;

    WordSounds(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    private static SequencedMap<String, Function<Phone, String>> endings() {
        var endings = new LinkedHashMap<String, Function<Phone, String>>();
        endings.put("s", WordSounds::plural);
        endings.put("es", WordSounds::plural);
        endings.put("ed", WordSounds::past);
        endings.put("d", WordSounds::past);
        endings.put("ing", _ -> "IH0 NG");
        endings.put("er", _ -> "ER0");
        endings.put("r", _ -> "ER0");
        endings.put("ers", _ -> "ER0 Z");
        endings.put("rs", _ -> "ER0 Z");
        endings.put("able", _ -> "AH0 B AH0 L");
        endings.put("ness", _ -> "N AH0 S");
        endings.put("less", _ -> "L AH0 S");
        endings.put("ly", _ -> "L IY0");
        endings.put("or", _ -> "ER0");
        return endings;
    }

    private static String plural(Phone last) {
        return last.isSibilant() ? "AH0 Z" : last.isVoiceless() ? "S" : "Z";
    }

    private static String past(Phone last) {
        return last.is("T") || last.is("D") ? "AH0 D" : last.isVoiceless() ? "T" : "D";
    }

    /** Never empty. */
    List<Phone> phones(String word, Use use) {
        return lexicon.find(word, use)
                .or(() -> withApostrophe(word, use))
                .or(() -> inflected(word))
                .or(() -> compound(word))
                .or(() -> lexicon.guess(word))
                .filter(phones -> !phones.isEmpty())
                .orElseGet(() -> Phone.parse("AH0"));
    }

    private Optional<List<Phone>> withApostrophe(String word, Use use) {
        int at = word.indexOf('\'');
        if (at <= 0) {
            return Optional.empty();
        }
        List<Phone> stem = phones(word.substring(0, at), use);
        String clitic = word.substring(at + 1);
        String added = clitic.equals("s") ? plural(stem.getLast()) : CLITICS.get(clitic);
        return Optional.of(added == null ? stem : join(stem, Phone.parse(added)));
    }

    private Optional<List<Phone>> inflected(String word) {
        for (Map.Entry<String, Function<Phone, String>> ending : ENDINGS.entrySet()) {
            int cut = word.length() - ending.getKey().length();
            if (cut >= SHORTEST_STEM && word.endsWith(ending.getKey())) {
                Optional<List<Phone>> stem = stem(word.substring(0, cut), ending.getKey());
                if (stem.isPresent()) {
                    List<Phone> phones = stem.get();
                    String added = ending.getValue().apply(phones.getLast());
                    return Optional.of(join(phones, Phone.parse(added)));
                }
            }
        }
        return Optional.empty();
    }

    /** The stem as written, with the mute e it lost, or without the letter that was doubled. */
    private Optional<List<Phone>> stem(String stem, String ending) {
        int last = stem.length() - 1;
        boolean doubled = last >= SHORTEST_STEM && stem.charAt(last) == stem.charAt(last - 1);
        return find(stem)
                .or(() -> DROP_A_MUTE_E.contains(ending) ? find(stem + "e") : Optional.empty())
                .or(() -> doubled ? find(stem.substring(0, last)) : Optional.empty());
    }

    private Optional<List<Phone>> compound(String word) {
        for (int cut = word.length() - SHORTEST_STEM; cut >= 2; cut--) {
            String first = word.substring(0, cut);
            if (cut == 2 && !SHORT_HALVES.contains(first)) {
                continue;
            }
            Optional<List<Phone>> left = firstHalf(first);
            Optional<List<Phone>> right = find(word.substring(cut));
            if (left.isPresent() && right.isPresent()) {
                boolean prefix = PREFIXES.contains(first);
                return Optional.of(
                        join(
                                prefix ? weakened(left.get()) : left.get(),
                                prefix ? right.get() : weakened(right.get())));
            }
        }
        return Optional.empty();
    }

    private Optional<List<Phone>> firstHalf(String half) {
        return switch (half) {
            case "re" -> Optional.of(Phone.parse("R IY2"));
            case "de" -> Optional.of(Phone.parse("D IY2"));
            default -> find(half);
        };
    }

    private Optional<List<Phone>> find(String word) {
        return lexicon.find(word, Use.NOUN);
    }

    private static List<Phone> weakened(List<Phone> phones) {
        return phones.stream()
                .map(p -> p.stress() == Phone.PRIMARY ? p.withStress(Phone.SECONDARY) : p)
                .toList();
    }

    private static List<Phone> join(List<Phone> first, List<Phone> second) {
        return new ArrayList<>(Stream.concat(first.stream(), second.stream()).toList());
    }
}
