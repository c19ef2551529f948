package dev.sidetone.usage;

import dev.sidetone.config.UsageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Prices by model. Immutable. */
public final class PriceList {

    private static final String FILE = "prices.toml";
    private static final Pattern SNAPSHOT = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

    private final Map<String, Price> byModel;

    private PriceList(Map<String, Price> byModel) {
        this.byModel = Map.copyOf(byModel);
    }

    /** Of these prices; the last one of a model holds. */
    static PriceList of(List<Price> prices) {
        var byModel = new TreeMap<String, Price>();
        prices.forEach(price -> byModel.put(price.model(), price));
        return new PriceList(byModel);
    }

    /** What is configured. */
    static PriceList configured(List<UsageSettings.ModelPrice> prices) {
        return of(
                prices.stream()
                        .map(p -> new Price(p.model(), named(p.rates()), p.source(), p.date()))
                        .toList());
    }

    private static Map<Price.Rate, BigDecimal> named(Map<String, BigDecimal> rates) {
        var named = new EnumMap<Price.Rate, BigDecimal>(Price.Rate.class);
        rates.forEach(
                (name, rate) -> named.put(Price.Rate.valueOf(name.toUpperCase(Locale.ROOT)), rate));
        return named;
    }

    /** The list that comes with the service. */
    static PriceList bundled() {
        try (InputStream in = PriceList.class.getResourceAsStream(FILE)) {
            TomlParseResult toml = Toml.parse(Objects.requireNonNull(in, FILE));
            if (toml.hasErrors()) {
                throw new IllegalStateException(FILE + ": " + toml.errors());
            }
            return of(
                    toml.keySet().stream()
                            .map(model ->
                                    price(
                                            model,
                                            Objects.requireNonNull(toml.getTable(List.of(model)))))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Price price(String model, TomlTable table) {
        return new Price(
                model,
                rates(table::getString),
                Objects.requireNonNull(table.getString("source")),
                Objects.requireNonNull(table.getString("date")));
    }

    private static Map<Price.Rate, BigDecimal> rates(
            Function<String, @org.jspecify.annotations.Nullable String> named) {
        var rates = new EnumMap<Price.Rate, BigDecimal>(Price.Rate.class);
        for (Price.Rate rate : Price.Rate.values()) {
            String written = named.apply(rate.name().toLowerCase(Locale.ROOT));
            if (written != null) {
                rates.put(rate, new BigDecimal(written));
            }
        }
        return rates;
    }

    /** The price of a model, or of the one of which it is a dated snapshot. */
    Optional<Price> find(String model) {
        Price exact = byModel.get(model);
        return exact != null
                ? Optional.of(exact)
                : Optional.ofNullable(byModel.get(SNAPSHOT.matcher(model).replaceFirst("")));
    }

    /** All of them, by model. */
    public List<Price> all() {
        return new TreeMap<>(byModel).values().stream().toList();
    }
}
