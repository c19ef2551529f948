package dev.sidetone.config;

import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.config.UsageSettings.ModelPrice;
import dev.sidetone.config.ValueType.Amount;
import dev.sidetone.config.ValueType.Form;
import dev.sidetone.config.ValueType.Text;
import dev.sidetone.config.ValueType.Whole;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The keys of what calls may use, and of what models cost. */
final class UsageKeys {

    static final Name PRICES = Name.of("sidetone.usage.prices");

    private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000);
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final List<String> RATES =
            List.of(
                    "text_in",
                    "cached_text_in",
                    "text_out",
                    "audio_in",
                    "cached_audio_in",
                    "audio_out",
                    "image_in",
                    "cached_image_in");
    private static final String MINUTE = "minute";
    private static final Key SOURCE =
            price("source", new Text("a text on one line"), "Where these prices are written.");
    private static final Key DATE =
            price(
                    "date",
                    new Form("\\d{4}-\\d{2}-\\d{2}", "a date, year first", "2026-11-22"),
                    "When they were read there.");

    private static final Key SESSION_USD = usd("session", "one call");
    private static final Key SESSION_TOKENS = tokens("session", "one call");
    private static final Key USER_USD = usd("user", "all calls of one user on one day");
    private static final Key USER_TOKENS = tokens("user", "all calls of one user on one day");
    private static final Key WORKSPACE_USD =
            usd("workspace", "all calls about one workspace on one day");
    private static final Key WORKSPACE_TOKENS =
            tokens("workspace", "all calls about one workspace on one day");
    private static final Key DAY_USD = usd("day", "all calls on one day");
    private static final Key DAY_TOKENS = tokens("day", "all calls on one day");
    private static final Key RUNAWAY =
            Key.of(
                            "sidetone.budget.runaway_replies",
                            "SIDETONE_BUDGET_RUNAWAY_REPLIES",
                            new Whole(2, 1_000),
                            "6",
                            "After so many replies in a row without a word of anybody a call is"
                                    + " ended: it answers itself.")
                    .with(Trait.LOWERED_BY_REPOSITORY);

    private static final Key PARK =
            Key.derived(
                    "sidetone.budget.park_after_s",
                    "SIDETONE_BUDGET_PARK_AFTER_S",
                    new Whole(0, 3_600),
                    "`30` where calls cost money, otherwise `0`",
                    "After so many seconds of the agent's work in which nobody speaks the"
                            + " provider's session is closed until there is something to say. 0:"
                            + " never.");

    static final List<Key> ALL = all();

    private UsageKeys() {}

    private static List<Key> all() {
        var keys =
                new ArrayList<>(
                        List.of(
                                SESSION_USD,
                                SESSION_TOKENS,
                                USER_USD,
                                USER_TOKENS,
                                WORKSPACE_USD,
                                WORKSPACE_TOKENS,
                                DAY_USD,
                                DAY_TOKENS,
                                RUNAWAY,
                                PARK));
        for (String rate : RATES) {
            keys.add(
                    price(
                            rate,
                            new Amount(MOST_USD),
                            "US dollars for a million such tokens of this model."));
        }
        keys.add(price(MINUTE, new Amount(MOST_USD), "US dollars for a minute of this model."));
        keys.add(SOURCE);
        keys.add(DATE);
        return List.copyOf(keys);
    }

    static UsageSettings settings(Values values) {
        return new UsageSettings(
                values.namesIn(PRICES).stream().map(model -> price(values, model)).toList(),
                new UsageSettings.Budget(
                        cap(values, SESSION_USD, SESSION_TOKENS),
                        cap(values, USER_USD, USER_TOKENS),
                        cap(values, WORKSPACE_USD, WORKSPACE_TOKENS),
                        cap(values, DAY_USD, DAY_TOKENS),
                        Math.toIntExact(values.number(RUNAWAY.name()).orElseThrow()),
                        values.number(PARK.name()).map(Duration::ofSeconds)));
    }

    private static ModelPrice price(Values values, String model) {
        Name table = new Name(List.of(model)).under(PRICES);
        var rates = new TreeMap<String, BigDecimal>();
        for (String rate : values.namesIn(table)) {
            if (RATES.contains(rate) || rate.equals(MINUTE)) {
                text(values, table, rate).ifPresent(v -> rates.put(rate, new BigDecimal(v)));
            }
        }
        return new ModelPrice(
                model,
                rates,
                text(values, table, "source").orElse("the configuration"),
                text(values, table, "date").orElse(""));
    }

    private static Optional<String> text(Values values, Name table, String name) {
        return values.text(new Name(List.of(name)).under(table));
    }

    private static Cap cap(Values values, Key usd, Key tokens) {
        Optional<Long> most = values.number(tokens.name());
        return new Cap(
                values.text(usd).map(BigDecimal::new),
                most.isPresent() ? OptionalLong.of(most.get()) : OptionalLong.empty());
    }

    private static Key price(String name, ValueType type, String doc) {
        return Key.optional(PRICES + ".*." + name, type, doc);
    }

    private static Key usd(String of, String meaning) {
        return budget(
                of + "_usd",
                new Amount(MOST_USD),
                "What " + meaning + " may cost, in US dollars. At 80 % there is a warning.");
    }

    private static Key tokens(String of, String meaning) {
        return budget(
                of + "_tokens",
                new Whole(1, MOST_TOKENS),
                "How many tokens " + meaning + " may use. At 80 % there is a warning.");
    }

    private static Key budget(String name, ValueType type, String doc) {
        String variable = "SIDETONE_BUDGET_" + name.toUpperCase(Locale.ROOT);
        return Key.derived("sidetone.budget." + name, variable, type, "no limit", doc)
                .with(Trait.LOWERED_BY_REPOSITORY);
    }
}
