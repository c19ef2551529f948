package dev.sidetone.embedded.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * Places stress as the voices were trained on it: no secondary stress right behind the primary one,
 * none before it on a weak vowel, none on a final -y or -ow.
 */
final class StressRules {

    private StressRules() {}

    static List<Phone> apply(List<Phone> phones) {
        List<Phone> result = new ArrayList<>(phones);
        List<Integer> vowels = new ArrayList<>();
        for (int i = 0; i < phones.size(); i++) {
            if (phones.get(i).isVowel()) {
                vowels.add(i);
            }
        }
        if (vowels.stream().noneMatch(i -> phones.get(i).stress() == Phone.PRIMARY)) {
            if (vowels.size() == 1) {
                int only = vowels.getFirst();
                result.set(only, result.get(only).withStress(Phone.PRIMARY));
            }
            return result;
        }
        for (int k = 0; k < vowels.size(); k++) {
            if (result.get(vowels.get(k)).stress() == Phone.SECONDARY) {
                weaken(result, vowels, k);
            }
        }
        return result;
    }

    private static void weaken(List<Phone> phones, List<Integer> vowels, int k) {
        int at = vowels.get(k);
        Phone phone = phones.get(at);
        boolean after = k > 0 && isPrimary(phones.get(vowels.get(k - 1)));
        boolean before =
                k + 1 < vowels.size()
                        && isPrimary(phones.get(vowels.get(k + 1)))
                        && (phone.is("IH") || phone.is("AH"));
        boolean closing =
                k == vowels.size() - 1
                        && at == phones.size() - 1
                        && (phone.is("IY") || phone.is("OW"));
        if (after || before || closing) {
            boolean keepsQuality = phone.is("AH") && after;
            phones.set(at, phone.withStress(keepsQuality ? Phone.FULL : Phone.NONE));
        }
    }

    private static boolean isPrimary(Phone phone) {
        return phone.stress() == Phone.PRIMARY;
    }
}
