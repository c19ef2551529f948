package dev.sidetone.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What models cost, and what calls may use.
 *
 * @param prices instead of those that come with the service
 */
public record UsageSettings(List<ModelPrice> prices, Budget budget) {

    public UsageSettings {
        prices = List.copyOf(prices);
    }

    /**
     * What a model costs, in US dollars.
     *
     * @param rates for a million tokens, or for a minute, by the name of the key
     * @param date when it was read at its source; may be empty
     */
    public record ModelPrice(
            String model, Map<String, BigDecimal> rates, String source, String date) {

        public ModelPrice {
            rates = Map.copyOf(rates);
        }
    }

    /** Most money and most tokens, either of which may be left open. */
    public record Cap(Optional<BigDecimal> usd, OptionalLong tokens) {

        /** No limit. */
        public static final Cap NONE = new Cap(Optional.empty(), OptionalLong.empty());
    }

    /**
     * What calls may use.
     *
     * @param session one call
     * @param user all calls of one user on one day
     * @param workspace all calls about one workspace on one day
     * @param day all calls on one day
     * @param runawayReplies after so many replies in a row without a word of anybody a call ends
     * @param parkAfter how long the agent works before its call is parked; none: never. Empty: as
     *     is usual where calls cost money
     */
    public record Budget(
            Cap session,
            Cap user,
            Cap workspace,
            Cap day,
            int runawayReplies,
            Optional<Duration> parkAfter) {

        /** One that parks as is usual. */
        public Budget(Cap session, Cap user, Cap workspace, Cap day, int runawayReplies) {
            this(session, user, workspace, day, runawayReplies, Optional.empty());
        }
    }
}
