package dev.sidetone.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * US dollars, in whole billionths: a price per million tokens has few decimals, so that the price
 * of one token is exact, and sums never drift.
 */
public record Money(long nanos) implements Comparable<Money> {

    /** Nothing. */
    public static final Money ZERO = new Money(0);

    private static final int DECIMALS = 9;
    private static final int SHOWN = 4;

    /** Rounded half up to billionths. */
    public static Money of(BigDecimal dollars) {
        return new Money(
                dollars.setScale(DECIMALS, RoundingMode.HALF_UP)
                        .movePointRight(DECIMALS)
                        .longValueExact());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    /** Exact, without zeros at the end. */
    public BigDecimal dollars() {
        BigDecimal exact = BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** For people: {@code $1.25}, or four decimals where cents would show nothing. */
    public String text() {
        BigDecimal cents = dollars().setScale(2, RoundingMode.HALF_UP);
        boolean coarse = dollars().abs().compareTo(BigDecimal.ONE) < 0 && nanos != 0;
        BigDecimal shown = coarse ? dollars().setScale(SHOWN, RoundingMode.HALF_UP) : cents;
        if (nanos > 0 && shown.signum() == 0) {
            return "less than $0.0001";
        }
        return "$" + shown.toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }
}
