package dev.sidetone.redaction;

import java.util.HashMap;

/** What tells a secret from something that only looks like one. */
final class Checks {

    /** A word of a program stays below it, a random one of this length is above it. */
    private static final double RANDOM_BITS = 3.2;

    private Checks() {}

    /** The checksum of card numbers, ISO/IEC 7812-1. */
    static boolean luhn(String text) {
        int sum = 0;
        int digits = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit < 0) {
                continue;
            }
            int twice = digits % 2 == 1 ? 2 * digit : digit;
            sum += twice > 9 ? twice - 9 : twice;
            digits++;
        }
        return digits >= 13 && digits <= 19 && sum % 10 == 0 && !same(text);
    }

    private static boolean same(String text) {
        return text.chars().filter(Character::isDigit).distinct().count() < 2;
    }

    /** Looks drawn by lot: letters and digits, and no sign stands in it often. */
    static boolean random(String text) {
        boolean digit = text.chars().anyMatch(Character::isDigit);
        boolean letter = text.chars().anyMatch(Character::isLetter);
        return digit && letter && bits(text) >= RANDOM_BITS;
    }

    /** Shannon's entropy of the characters, in bits for each. */
    static double bits(String text) {
        var counts = new HashMap<Integer, Integer>();
        text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
