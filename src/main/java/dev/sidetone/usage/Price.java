package dev.sidetone.usage;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model costs, in US dollars; what is not listed has no known price.
 *
 * @param model its name
 * @param rates for a million tokens, or for a minute
 * @param source where it is written
 * @param date when it was read there, {@code 2026-11-22} for example
 */
public record Price(String model, Map<Rate, BigDecimal> rates, String source, String date) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);
    private static final int DIGITS = 18;

    public Price {
        rates = Map.copyOf(rates);
    }

    /** What has a rate, under its name in the configuration. */
    public enum Rate {
        TEXT_IN,
        AUDIO_IN,
        IMAGE_IN,
        CACHED_TEXT_IN,
        CACHED_AUDIO_IN,
        CACHED_IMAGE_IN,
        TEXT_OUT,
        AUDIO_OUT,
        /** For a minute, not for tokens. */
        MINUTE
    }

    /** What that costs; empty when a rate for some of it is not known. */
    Optional<Money> cost(Tokens tokens, long millis) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Rate, Long> used : used(tokens, millis).entrySet()) {
            BigDecimal rate = rates.get(used.getKey());
            if (rate == null) {
                return Optional.empty();
            }
            sum = sum.add(rate.multiply(share(used.getKey(), used.getValue())));
        }
        return tokens.mixed() ? Optional.empty() : Optional.of(Money.of(sum));
    }

    private static BigDecimal share(Rate rate, long used) {
        BigDecimal unit = rate == Rate.MINUTE ? MINUTE : MILLION;
        return BigDecimal.valueOf(used).divide(unit, DIGITS, java.math.RoundingMode.HALF_UP);
    }

    private static Map<Rate, Long> used(Tokens tokens, long millis) {
        var used = new EnumMap<Rate, Long>(Rate.class);
        used.put(Rate.TEXT_IN, tokens.in().text());
        used.put(Rate.AUDIO_IN, tokens.in().audio());
        used.put(Rate.IMAGE_IN, tokens.in().image());
        used.put(Rate.CACHED_TEXT_IN, tokens.cached().text());
        used.put(Rate.CACHED_AUDIO_IN, tokens.cached().audio());
        used.put(Rate.CACHED_IMAGE_IN, tokens.cached().image());
        used.put(Rate.TEXT_OUT, tokens.out().text());
        used.put(Rate.AUDIO_OUT, tokens.out().audio());
        used.put(Rate.MINUTE, millis);
        used.values().removeIf(amount -> amount == 0);
        return used;
    }
}
