package dev.sidetone.usage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    List<Price> all() {
        return Stream.concat(listed.all().stream(), own.get().all().stream())
                .collect(Collectors.toMap(Price::model, price -> price, (_, mine) -> mine))
                .values()
                .stream()
                .sorted(Comparator.comparing(Price::model))
                .toList();
    }

    Optional<Price> price(Tariff tariff, String model) {
        Optional<Price> configured = own.get().find(model);
        return tariff == Tariff.LISTED ? configured.or(() -> listed.find(model)) : configured;
    }
}
