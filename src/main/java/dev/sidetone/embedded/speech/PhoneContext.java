package dev.sidetone.embedded.speech;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One phone and what stands around it: all that the rules look at.
 *
 * @param word how it is written, in lower case
 * @param phones all phones of the word
 * @param at the index of the phone in question
 * @param letters the vowel letters it stands for; empty when they are not known
 */
record PhoneContext(String word, List<Phone> phones, int at, String letters) {

    private static final Phone NOTHING = new Phone("", Phone.NONE);

    Phone phone() {
        return phones.get(at);
    }

    /** The phone {@code distance} places on; one without a name beyond the ends of the word. */
    Phone neighbour(int distance) {
        int index = at + distance;
        return index < 0 || index >= phones.size() ? NOTHING : phones.get(index);
    }

    Phone next() {
        return neighbour(1);
    }

    Phone previous() {
        return neighbour(-1);
    }

    boolean isLast() {
        return at == phones.size() - 1;
    }

    boolean beforeVowel() {
        return next().isVowel();
    }

    boolean beforeRAndVowel() {
        return next().is("R") && neighbour(2).isVowel();
    }

    boolean isFirstVowel() {
        return phones.subList(0, at).stream().noneMatch(Phone::isVowel);
    }

    long vowels() {
        return phones.stream().filter(Phone::isVowel).count();
    }

    /** From this phone to the end, names only: {@code "AH L IY"}. */
    String rest() {
        return phones.subList(at, phones.size()).stream()
                .map(Phone::name)
                .collect(Collectors.joining(" "));
    }

    boolean restIs(String phones, String ending) {
        return word.endsWith(ending) && rest().equals(phones);
    }

    boolean restBegins(String phones, String ending) {
        return word.endsWith(ending) && rest().startsWith(phones);
    }

    boolean restFits(Pattern pattern) {
        return pattern.matcher(rest()).matches();
    }

    boolean wordFits(Pattern pattern) {
        return pattern.matcher(word).matches();
    }
}
