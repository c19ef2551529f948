package dev.sidetone.workspace;

/** How alike two names are, from 0 to 1: by spelling, by sound, or one being part of the other. */
public final class Likeness {

    private Likeness() {}

    /** What the halves of a likeness count together. */
    private static final double SHARE = 0.97 / 2;

    /** Against rounding, where a bound meets what is asked for. */
    private static final double SLACK = 1e-9;

    /**
     * @param least below which the likeness does not matter: then any smaller one may be given,
     *     which costs less than the right one
     */
    static double of(Spelling heard, Spelling name, double least) {
        if (heard.key().equals(name.key())) {
            return 1;
        }
        double part = part(heard, name);
        int longest = Math.max(heard.key().length(), name.key().length());
        if (Math.abs(heard.key().length() - name.key().length()) > 1 + longest / 3) {
            return part;
        }
        boolean soundsEqual = heard.sound().length() > 1 && heard.sound().equals(name.sound());
        int most = Math.max(2, 2 * longest / 5);
        if (!soundsEqual && heard.apart(name) > 4 * most) {
            return part;
        }
        double needed = least / SHARE - SLACK;
        double bound = heard.keyBound(name);
        if (bound + (soundsEqual ? 1 : heard.soundBound(name)) < needed) {
            return part;
        }
        double spoken = soundsEqual ? 1 : similarity(heard.sound(), name.sound());
        if (bound + spoken < needed) {
            return part;
        }
        return Math.max(part, SHARE * (similarity(heard.key(), name.key()) + spoken));
    }

    private static double part(Spelling heard, Spelling name) {
        boolean possible = heard.mayBePartOf(name) || name.mayBePartOf(heard);
        return possible ? part(heard.key(), name.key()) : 0;
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
    public static double similarity(String a, String b) {
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
