package dev.sidetone.usage;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What usage costs.
 *
 * @param own what is configured; holds before the list
 */
record Pricing(PriceList listed, Supplier<PriceList> own) {

    Optional<Money> cost(Tariff tariff, String model, Tokens tokens, long millis) {
        return tariff == Tariff.FREE
                ? Optional.of(Money.ZERO)
                : price(tariff, model).flatMap(price -> price.cost(tokens, millis));
    }

    Optional<Price> price(Tariff tariff, String model) {
        Optional<Price> configured = own.get().find(model);
        return tariff == Tariff.LISTED ? configured.or(() -> listed.find(model)) : configured;
    }
}
