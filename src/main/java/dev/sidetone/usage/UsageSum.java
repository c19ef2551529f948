package dev.sidetone.usage;

/**
 * Usage summed up.
 *
 * @param key what it is of: a day as {@code 2026-11-22}, otherwise a name; empty when not known
 * @param entries how many things were counted
 * @param responses how many of them were responses
 * @param millis time that is paid for by its length
 * @param cost of what had a price when it was counted
 * @param unpriced how many things had none
 * @param parked how long calls were without a session
 */
public record UsageSum(
        String key,
        long entries,
        long responses,
        Tokens tokens,
        long millis,
        Money cost,
        long unpriced,
        Parked parked) {

    /** Of nothing. */
    public static UsageSum none(String key) {
        return new UsageSum(key, 0, 0, Tokens.NONE, 0, Money.ZERO, 0, Parked.NEVER);
    }

    /** Both together, under the key of this one. */
    public UsageSum plus(UsageSum more) {
        return new UsageSum(
                key,
                entries + more.entries,
                responses + more.responses,
                tokens.plus(more.tokens),
                millis + more.millis,
                cost.plus(more.cost),
                unpriced + more.unpriced,
                parked.plus(more.parked));
    }
}
