package dev.sidetone.config;

import dev.sidetone.config.ValueType.Whole;
import java.util.List;

/** The keys of the REST interface. */
final class ApiKeys {

    private static final Key WRITES =
            Key.of(
                    "sidetone.api.writes_per_minute",
                    "SIDETONE_API_WRITES_PER_MINUTE",
                    new Whole(0, 1_000_000),
                    "3000",
                    "How many writes of one client over REST are taken in a minute; 0 for any"
                            + " number. Reading is not limited.");
    private static final Key BURST =
            Key.of(
                    "sidetone.api.write_burst",
                    "SIDETONE_API_WRITE_BURST",
                    new Whole(1, 1_000_000),
                    "1000",
                    "How many of them at once.");

    static final List<Key> ALL = List.of(WRITES, BURST);

    private ApiKeys() {}

    static ApiSettings settings(Values values) {
        return new ApiSettings(number(values, WRITES), number(values, BURST));
    }

    private static int number(Values values, Key key) {
        return Math.toIntExact(values.number(key.name()).orElseThrow());
    }
}
