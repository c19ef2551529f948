package dev.sidetone.workspace;

/** How alike two names are, from 0 to 1: by spelling, by sound, or one being part of the other. */
final class Likeness {

    private Likeness() {}

    static double of(
            String heard,
            String heardSound,
            long heardPairs,
            String key,
            String sound,
            long pairs) {
        if (heard.equals(key)) {
            return 1;
        }
        double part = part(heard, key);
        if (Math.abs(heard.length() - key.length())
                > 1 + Math.max(heard.length(), key.length()) / 3) {
            return part;
        }
        boolean soundsEqual = heardSound.equals(sound) && heardSound.length() > 1;
        int most = Math.max(2, 2 * Math.max(heard.length(), key.length()) / 5);
        if (!soundsEqual && Long.bitCount(heardPairs ^ pairs) > 4 * most) {
            return part;
        }
        double spelling = similarity(heard, key);
        double spoken = soundsEqual ? 1 : similarity(heardSound, sound);
        return Math.max(part, 0.97 * (0.5 * spelling + 0.5 * spoken));
    }

    /** One being part of the other: the more of it, the better. */
    static double part(String heard, String key) {
        if (heard.length() >= 4 && key.length() > heard.length() && key.contains(heard)) {
            return 0.55 + 0.35 * heard.length() / key.length();
        }
        if (key.length() >= 5 && heard.length() > key.length() && heard.contains(key)) {
            return 0.45 + 0.4 * key.length() / heard.length();
        }
        return 0;
    }

    /** 1 less the share of letters to change. */
    static double similarity(String a, String b) {
        int longest = Math.max(a.length(), b.length());
        return longest == 0 ? 1 : 1 - (double) distance(a, b) / longest;
    }

    /** Insertions, deletions, changes and swaps of neighbours. */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                row[j] = isSwap(a, b, i, j) ? Math.min(least, before[j - 2] + 1) : least;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }

    private static boolean isSwap(String a, String b, int i, int j) {
        return i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
