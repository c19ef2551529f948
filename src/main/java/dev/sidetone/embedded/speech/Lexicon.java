package dev.sidetone.embedded.speech;

import com.sun.speech.freetts.en.us.CMULexicon;
import dev.sidetone.embedded.SpeechException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words and their phones: our own list first, then the CMU lexicon that FreeTTS carries. Only the
 * lexicon classes of FreeTTS are used.
 *
 * <p>Thread-safe: FreeTTS's letter-to-sound shares a buffer between callers, so every use of it is
 * behind one lock (a lookup takes microseconds). And its lexicon can be loaded once in a process: a
 * second one does not find most of its words.
 */
final class Lexicon {

    /** How a word is used, for those that sound different: the record, to record. */
    enum Use {
        NOUN,
        VERB
    }

    /** Endings whose word carries its stress late; FreeTTS does not tell first from second. */
    private static final Pattern LATE_STRESS =
            Pattern.compile(
                    ".*([tsc]ion(s|al|ally|ed|ing|ist|ists)?|ics?|ical(ly)?|it(y|ies)"
                            + "|[cstg]ian(s)?|[tcs]ial(ly)?|[eit]ous(ly)?|olog(y|ies|ist|ists)"
                            + "|ograph(y|er|ers)|eers?|eered|ese|ette|sel(f|ves)|oons?|eens?"
                            + "|mental(ly)?|mentary|i[ae]n(ce|t|ts|cy)|penden(t|ce|cy)|[ia]tis"
                            + "|stand(s|ing)?|esque|tive(ly)?|escent|ania|osis|ario|ella|etti"
                            + "|elli|ini|ino|etto|ano)");

    private static final Object LOCK = new Object();

    private static Optional<CMULexicon> loaded = Optional.empty();

    private final CMULexicon freeTts;
    private final Map<String, List<Phone>> own = new HashMap<>();

    Lexicon() throws SpeechException {
        SpokenForms.read("pronunciations.txt")
                .forEach((word, phones) -> own.put(word, Phone.parse(phones)));
        freeTts = load();
    }

    private static CMULexicon load() throws SpeechException {
        synchronized (LOCK) {
            try {
                if (loaded.isEmpty()) {
                    loaded = Optional.of(CMULexicon.getInstance("cmudict04", true));
                }
                return loaded.get();
            } catch (IOException e) {
                throw new SpeechException("The pronunciation lexicon did not load: " + e, e);
            }
        }
    }

    boolean knows(String word) {
        return find(word, Use.NOUN).isPresent();
    }

    Optional<List<Phone>> find(String word, Use use) {
        List<Phone> phones = own.get(word);
        if (phones != null) {
            return Optional.of(phones);
        }
        String part = use == Use.VERB ? "v" : "n";
        return convert(lookUp(word, part, false), word);
    }

    /** Guesses the sound from the letters; empty for a word without letters. */
    Optional<List<Phone>> guess(String word) {
        return convert(lookUp(word.replaceAll("[^a-z]", ""), "n", true), word);
    }

    private String @Nullable [] lookUp(String word, String part, boolean guess) {
        synchronized (LOCK) {
            return word.isEmpty() ? null : freeTts.getPhones(word, part, guess);
        }
    }

    private static Optional<List<Phone>> convert(String @Nullable [] phones, String word) {
        if (phones == null || phones.length == 0) {
            return Optional.empty();
        }
        var converted = new ArrayList<Phone>();
        for (String phone : phones) {
            if (!phone.equals("pau")) {
                converted.add(Phone.of(phone));
            }
        }
        return Optional.of(stressed(converted, word));
    }

    /**
     * FreeTTS marks each stress as primary: keeps one of them, and makes one when there is none.
     */
    private static List<Phone> stressed(List<Phone> phones, String word) {
        List<Integer> marked = new ArrayList<>();
        int firstFullVowel = -1;
        for (int i = 0; i < phones.size(); i++) {
            Phone phone = phones.get(i);
            if (phone.stress() == Phone.PRIMARY) {
                marked.add(i);
            } else if (phone.isVowel() && !phone.is("AH") && firstFullVowel < 0) {
                firstFullVowel = i;
            }
        }
        if (marked.isEmpty() && firstFullVowel >= 0) {
            phones.set(firstFullVowel, phones.get(firstFullVowel).withStress(Phone.PRIMARY));
        }
        boolean late = LATE_STRESS.matcher(word).matches();
        for (int i = 0; i < marked.size(); i++) {
            boolean primary = i == (late ? marked.size() - 1 : 0);
            int stress = primary ? Phone.PRIMARY : Phone.SECONDARY;
            phones.set(marked.get(i), phones.get(marked.get(i)).withStress(stress));
        }
        return phones;
    }
}
