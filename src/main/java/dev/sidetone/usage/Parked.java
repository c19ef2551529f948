package dev.sidetone.usage;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Time in which calls went on without a session of their provider.
 *
 * @param times how often
 * @param saved what sessions would have cost in that time, where they are paid for by its length;
 *     empty when that is not known
 */
public record Parked(long times, long millis, Optional<Money> saved) {

    /** Never. */
    public static final Parked NEVER = new Parked(0, 0, Optional.empty());

    Parked plus(Parked more) {
        return new Parked(
                times + more.times,
                millis + more.millis,
                Stream.of(saved, more.saved).flatMap(Optional::stream).reduce(Money::plus));
    }

    /** For people: {@code parked for 90.0 s, $0.07 saved}; empty when it never was. */
    public String text() {
        if (times == 0) {
            return "";
        }
        return "parked for "
                + Cost.amount(0, millis)
                + saved.map(money -> ", " + money.text() + " saved").orElse("");
    }
}
