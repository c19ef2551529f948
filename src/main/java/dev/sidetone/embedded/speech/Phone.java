package dev.sidetone.embedded.speech;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One ARPAbet phone.
 *
 * @param name without the stress digit, for example {@code AH}
 * @param stress of a vowel: {@link #NONE}, {@link #PRIMARY}, {@link #SECONDARY}, or {@link #FULL}
 *     for one that lost its mark but not its quality
 */
record Phone(String name, int stress) {

    static final int NONE = 0;
    static final int PRIMARY = 1;
    static final int SECONDARY = 2;
    static final int FULL = 3;

    private static final Set<String> VOWELS =
            Set.of(
                    "AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY",
                    "UH", "UW");
    private static final Set<String> SIBILANTS = Set.of("S", "Z", "SH", "ZH", "CH", "JH");
    private static final Set<String> VOICELESS = Set.of("P", "T", "K", "F", "TH", "S", "SH", "CH");

    /** Reads {@code "K AE1 SH"}. */
    static List<Phone> parse(String phones) {
        return Stream.of(phones.split(" ")).map(Phone::of).toList();
    }

    /** Reads {@code "AE1"}, {@code "AE"} or FreeTTS's {@code "ae1"} and {@code "ax"}. */
    static Phone of(String written) {
        String phone = written.toUpperCase(Locale.ROOT);
        char last = phone.charAt(phone.length() - 1);
        boolean marked = Character.isDigit(last);
        String name = marked ? phone.substring(0, phone.length() - 1) : phone;
        return new Phone(name.equals("AX") ? "AH" : name, marked ? last - '0' : NONE);
    }

    boolean isVowel() {
        return VOWELS.contains(name);
    }

    boolean isStressed() {
        return stress == PRIMARY || stress == SECONDARY;
    }

    boolean is(String other) {
        return name.equals(other);
    }

    boolean isSibilant() {
        return SIBILANTS.contains(name);
    }

    boolean isVoiceless() {
        return VOICELESS.contains(name);
    }

    Phone withStress(int other) {
        return new Phone(name, other);
    }
}
