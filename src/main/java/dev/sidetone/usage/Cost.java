package dev.sidetone.usage;

import java.util.Locale;

/** Says for people what something used and cost. */
public final class Cost {

    private Cost() {}

    /** What is known of a cost: {@code $1.25}, {@code at least $1.25}, {@code no price known}. */
    public static String text(Money known, long priced, long unpriced) {
        if (unpriced == 0) {
            return known.text();
        }
        return priced == 0 || known.equals(Money.ZERO)
                ? "no price known"
                : "at least " + known.text();
    }

    /** The same of a sum. */
    public static String text(UsageSum sum) {
        return text(sum.cost(), sum.entries() - sum.unpriced(), sum.unpriced());
    }

    /** What a call used and cost: {@code 1,234 tokens, $0.0123}. */
    public static String text(Spent spent) {
        String used = amount(spent.tokens().total(), spent.millis());
        if (spent.free()) {
            return used + ", free: the provider is embedded";
        }
        return used
                + ", "
                + text(spent.cost(), spent.counted() - spent.unpriced(), spent.unpriced());
    }

    /** {@code 1,234 tokens}, {@code 12.5 s}, or both. */
    public static String amount(long tokens, long millis) {
        String words = "%,d %s".formatted(tokens, tokens == 1 ? "token" : "tokens");
        if (millis == 0) {
            return words;
        }
        String time = String.format(Locale.ROOT, "%,.1f s", millis / 1000.0);
        return tokens == 0 ? time : words + " and " + time;
    }
}
