package dev.sidetone.embedded.speech;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Vowels from ARPAbet to the IPA the American voices were trained on. ARPAbet keeps fewer weak
 * vowels apart than the voices do, so the spelling decides among ə, ɐ, ɪ, ᵻ and i.
 */
final class VowelRules {

    private static final Pattern LONG_AW = Pattern.compile("(?!.*laugh).*(augh|ough|aw|au).*");
    private static final Pattern SHORT_O =
            Pattern.compile(
                    ".*(coff|off|[cl]ost|oss|oft|cloth|[ls]ong|strong|wrong)(s|ed|ing|ly|ee|er)?");
    private static final Pattern CARRY = Pattern.compile(".*(arr|ar[aou]|are[nl]|ari(?![aoe])).*");
    private static final Pattern STORE =
            Pattern.compile(
                    ".*(?<!f)ore[sd]?|.*(oar|our|oor|port|orta|ory|ories|oria|orce|orpor|worn).*");
    private static final Pattern HERO = Pattern.compile(".*er[iouy].*");
    private static final Pattern SECURE = Pattern.compile("[^aeiouy]{1,3}e[^aeiouyr].*(?<!the|le)");
    private static final Pattern REDUCED_PREFIX =
            Pattern.compile("(re|be|de|se|pre|chi|di(?!s[a-z]|ff|mm)).*");
    private static final Pattern TENSE_PREFIX = Pattern.compile("(re|be|de|pre).*");
    private static final Pattern OPEN_PREFIX = Pattern.compile("(?!enough)(ex|em|en|es).*");
    private static final Pattern TARGETS = Pattern.compile(".*ets?");
    private static final Pattern AH_TS = Pattern.compile("AH T( S)?");
    private static final Pattern SYLLABIC = Pattern.compile("AH [LNM]");
    private static final Pattern AH_BEFORE_LONG =
            Pattern.compile("AH [A-Z]+ (EY|IY|AY).*|AH F AY.*|AH Z EY.*");
    private static final Pattern IH_BEFORE_LONG =
            Pattern.compile("IH [TKVDZGM] (EY|IY|AY).*|IH F AY.*");
    private static final Pattern IY_LAX = Pattern.compile("IY (AH [LB].*|ER.*|OW.+|EY.*)");
    private static final Pattern NESS = Pattern.compile(".*(ness|less)");
    private static final Set<String> SOFT = Set.of("F", "TH", "S", "NG");

    private VowelRules() {}

    static String ipa(PhoneContext c) {
        return switch (c.phone().name()) {
            case "AA" -> aa(c);
            case "AE" -> "æ";
            case "AH" -> c.phone().stress() == Phone.NONE ? schwa(c) : "ʌ";
            case "AO" -> ao(c);
            case "AW" -> "aʊ";
            case "AY" -> "aɪ";
            case "EH" -> c.beforeRAndVowel() && c.wordFits(CARRY) ? "æ" : "ɛ";
            case "ER" -> (c.phone().isStressed() ? "ɜː" : "ɚ") + (c.beforeVowel() ? "ɹ" : "");
            case "EY" -> "eɪ";
            case "IH" -> ih(c);
            case "IY" -> iy(c);
            case "OW" -> "oʊ";
            case "OY" -> "ɔɪ";
            case "UH" -> "ʊ";
            case "UW" -> c.next().is("R") ? "ʊ" : "uː";
            default -> throw new IllegalArgumentException(c.phone() + " is no vowel");
        };
    }

    private static String aa(PhoneContext c) {
        if (c.next().is("R")) {
            return "ɑː";
        }
        if (c.wordFits(LONG_AW)) {
            return "ɔː";
        }
        boolean short0 = SOFT.contains(c.next().name()) && c.wordFits(SHORT_O);
        boolean want = c.previous().is("W") && (c.next().is("N") || c.next().is("L"));
        return short0 || want ? "ɔ" : "ɑː";
    }

    private static String ao(PhoneContext c) {
        if (c.next().is("R")) {
            return c.wordFits(STORE) ? "oː" : "ɔː";
        }
        return SOFT.contains(c.next().name()) ? "ɔ" : c.next().is("G") ? "ɑː" : "ɔː";
    }

    private static String schwa(PhoneContext c) {
        if (c.previous().is("Y") && !c.next().is("N")) {
            return c.next().is("L") ? "ʊ" : c.next().is("R") ? "ə" : "uː";
        }
        if (c.at() == 0) {
            return c.word().startsWith("u") ? "ʌ" : c.word().startsWith("a") ? "ɐ" : "ə";
        }
        if (c.isFirstVowel() && c.at() <= 2 && c.vowels() > 1 && c.wordFits(SECURE)) {
            return "ᵻ";
        }
        return schwaOfEnding(c);
    }

    private static String schwaOfEnding(PhoneContext c) {
        boolean plural = c.restIs("AH Z", "es") || c.restIs("AH Z", "'s");
        boolean past = c.restIs("AH D", "ed");
        if (plural || past || c.restBegins("AH T IY", "ity") || c.restBegins("AH B AH L", "ible")) {
            return "ᵻ";
        }
        boolean target = c.wordFits(TARGETS) && c.restFits(AH_TS);
        if (c.restIs("AH S T", "est") || c.rest().startsWith("AH JH") || target) {
            return "ɪ";
        }
        if (c.restIs("AH L IY", "ily")
                || c.rest().startsWith("AH F AH L") && c.word().contains("iful")) {
            return "i";
        }
        if (c.letters().equals("i") && !c.isLast() && !c.restFits(SYLLABIC)) {
            return c.restFits(AH_BEFORE_LONG) ? "ᵻ" : "ɪ";
        }
        return c.letters().equals("y") && !c.isLast() ? "ɪ" : "ə";
    }

    private static String ih(PhoneContext c) {
        if (c.phone().stress() == Phone.NONE
                && c.letters().equals("i")
                && !c.isFirstVowel()
                && c.restFits(IH_BEFORE_LONG)) {
            return "ᵻ";
        }
        if (c.phone().isStressed()) {
            return c.beforeRAndVowel() && c.wordFits(HERO) ? "iə" : "ɪ";
        }
        if (c.at() == 0 && c.wordFits(OPEN_PREFIX)) {
            return "ɛ";
        }
        boolean prefix = c.at() <= 2 && c.isFirstVowel() && c.wordFits(REDUCED_PREFIX);
        boolean ending =
                c.restIs("IH Z", "es") || c.restIs("IH D", "ed") || c.restBegins("IH T IY", "ity");
        if (prefix || ending) {
            return "ᵻ";
        }
        return c.rest().equals("IH S") && c.wordFits(NESS) ? "ə" : "ɪ";
    }

    private static String iy(PhoneContext c) {
        if (c.next().is("R")) {
            boolean hero = c.phone().isStressed() && c.beforeRAndVowel() && c.wordFits(HERO);
            return hero ? "iə" : "ɪ";
        }
        if (c.phone().isStressed()) {
            return "iː";
        }
        if (c.isLast() || c.restIs("IY Z", "ies") || c.restIs("IY D", "ied")) {
            return "i";
        }
        if (c.beforeVowel()) {
            return c.restFits(IY_LAX) ? "ɪ" : "i";
        }
        boolean prefix = c.at() <= 2 && c.isFirstVowel() && c.wordFits(TENSE_PREFIX);
        return prefix && !c.word().startsWith("pre") ? "ᵻ" : "iː";
    }
}
