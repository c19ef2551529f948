package dev.sidetone.usage;

/**
 * What a call has used so far.
 *
 * @param responses how many responses reported what they used
 * @param millis time that is paid for by its length
 * @param cost of what has a price
 * @param counted how many things were counted
 * @param unpriced how many of them had no known price
 * @param free the provider costs nothing
 * @param parked how long it was without a session
 */
public record Spent(
        Tokens tokens,
        long responses,
        long millis,
        Money cost,
        long counted,
        long unpriced,
        boolean free,
        Parked parked) {

    static Spent nothing(boolean free) {
        return new Spent(Tokens.NONE, 0, 0, Money.ZERO, 0, 0, free, Parked.NEVER);
    }

    Spent plus(UsageEntry entry) {
        if (entry.parked()) {
            var more = new Parked(1, entry.millis(), entry.cost());
            return new Spent(
                    tokens, responses, millis, cost, counted, unpriced, free, parked.plus(more));
        }
        return new Spent(
                tokens.plus(entry.tokens()),
                responses + (entry.kind() == UsageEntry.Kind.RESPONSE ? 1 : 0),
                millis + entry.millis(),
                cost.plus(entry.cost().orElse(Money.ZERO)),
                counted + 1,
                unpriced + (entry.cost().isPresent() ? 0 : 1),
                free,
                parked);
    }
}
