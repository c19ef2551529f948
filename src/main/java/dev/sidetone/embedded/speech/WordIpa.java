package dev.sidetone.embedded.speech;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes the phones of one word as IPA, stress marks directly before their vowels. */
final class WordIpa {

    private static final Map<String, String> CONSONANTS =
            Map.ofEntries(
                    Map.entry("B", "b"),
                    Map.entry("CH", "tʃ"),
                    Map.entry("D", "d"),
                    Map.entry("DH", "ð"),
                    Map.entry("F", "f"),
                    Map.entry("G", "ɡ"),
                    Map.entry("HH", "h"),
                    Map.entry("JH", "dʒ"),
                    Map.entry("K", "k"),
                    Map.entry("L", "l"),
                    Map.entry("M", "m"),
                    Map.entry("N", "n"),
                    Map.entry("NG", "ŋ"),
                    Map.entry("P", "p"),
                    Map.entry("R", "ɹ"),
                    Map.entry("S", "s"),
                    Map.entry("SH", "ʃ"),
                    Map.entry("T", "t"),
                    Map.entry("TH", "θ"),
                    Map.entry("V", "v"),
                    Map.entry("W", "w"),
                    Map.entry("Y", "j"),
                    Map.entry("Z", "z"),
                    Map.entry("ZH", "ʒ"));
    private static final Pattern GLOTTAL = Pattern.compile(".*t(on|en|ain)");

    private final String word;
    private final List<Phone> lexical;
    private final List<Phone> phones;
    private final List<String> spelling;
    private final StringBuilder ipa = new StringBuilder();
    private int at;
    private int vowel;

    private WordIpa(String word, List<Phone> phones) {
        this.word = word;
        this.lexical = phones;
        this.phones = StressRules.apply(phones);
        List<String> groups = VowelSpelling.groups(word);
        long vowels = phones.stream().filter(Phone::isVowel).count();
        this.spelling = groups.size() == vowels ? groups : List.of();
    }

    static String of(String word, List<Phone> phones) {
        return new WordIpa(word, phones).write();
    }

    private String write() {
        for (at = 0; at < phones.size(); at++) {
            PhoneContext context = context();
            if (context.phone().isVowel()) {
                vowel(context);
            } else {
                consonant(context);
            }
        }
        return ipa.toString();
    }

    private PhoneContext context() {
        String letters = vowel < spelling.size() ? spelling.get(vowel) : "";
        return new PhoneContext(word, phones, at, letters);
    }

    private void vowel(PhoneContext c) {
        vowel++;
        if (isMuteInIcally(c)) {
            return;
        }
        boolean weakBeforeGlide =
                c.phone().is("AH") && c.phone().stress() == Phone.NONE && c.next().is("W");
        if (weakBeforeGlide && c.neighbour(2).is("AH") && !spelling.isEmpty()) {
            ipa.append("uːə"); // actual, gradual
            at += 2;
            vowel++;
            return;
        }
        ipa.append(
                switch (c.phone().stress()) {
                    case Phone.PRIMARY -> "ˈ";
                    case Phone.SECONDARY -> "ˌ";
                    default -> "";
                });
        ipa.append(VowelRules.ipa(c));
    }

    private boolean isMuteInIcally(PhoneContext c) {
        boolean closing = c.at() == phones.size() - 3 || c.previous().is("K");
        return word.endsWith("ically") && c.phone().is("AH") && c.next().is("L") && closing;
    }

    private void consonant(PhoneContext c) {
        switch (c.phone().name()) {
            case "T" -> t(c);
            case "R" -> r(c);
            case "N" -> {
                boolean velar = c.next().is("K") || c.next().is("G");
                ipa.append(velar && !word.startsWith("un") ? "ŋ" : "n");
            }
            default -> ipa.append(CONSONANTS.getOrDefault(c.phone().name(), ""));
        }
    }

    /**
     * Between vowels and before a weak one it is a tap (water), before ən a glottal stop (button).
     */
    private void t(PhoneContext c) {
        boolean weakNext = c.beforeVowel() && lexical.get(at + 1).stress() == Phone.NONE;
        boolean pattern = c.next().is("ER") && c.neighbour(2).is("N");
        boolean afterVowel = c.previous().isVowel() || c.previous().is("R");
        if (!weakNext || pattern || !afterVowel) {
            ipa.append("t");
            return;
        }
        boolean beforeN = c.next().is("AH") && c.neighbour(2).is("N");
        boolean atEnd = at + 3 >= phones.size();
        if (beforeN && atEnd && c.previous().isVowel() && c.wordFits(GLOTTAL)) {
            ipa.append("ʔn̩");
            at += 2;
            vowel++;
        } else {
            ipa.append(beforeN ? "t" : "ɾ");
        }
    }

    private void r(PhoneContext c) {
        if (!c.previous().is("ER")) { // ɚ holds its r already
            ipa.append(c.previous().is("UH") && c.beforeVowel() ? "ɹɹ" : "ɹ");
        }
    }
}
