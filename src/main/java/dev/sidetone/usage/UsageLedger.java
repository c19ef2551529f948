package dev.sidetone.usage;

import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The usage of all calls: counted while they run, held to its caps, kept for good. Thread-safe. */
public final class UsageLedger implements AutoCloseable {

    /**
     * The first entry of all makes the tables; a slow database is waited for, a failing one not.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(UsageLedger.class);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);
    private static final Budget UNLIMITED =
            new Budget(Cap.NONE, Cap.NONE, Cap.NONE, Cap.NONE, Integer.MAX_VALUE);

    private final UsageStore store;
    private final Pricing pricing;
    private final InstantSource clock;
    private final UsageWriter writer;
    private final Budgets budgets;

    /**
     * @param zone whose days are meant
     */
    UsageLedger(
            UsageStore store,
            Pricing pricing,
            Supplier<Budget> budget,
            InstantSource clock,
            ZoneId zone) {
        this.store = store;
        this.pricing = pricing;
        this.clock = clock;
        this.writer = new UsageWriter(store);
        this.budgets = new Budgets(budget, this::sums, clock, zone);
    }

    /** One that counts, limits nothing and keeps nothing after its end. */
    public static UsageLedger forgetful() {
        return new UsageLedger(
                new NoUsageStore(),
                new Pricing(PriceList.bundled(), () -> PriceList.of(List.of())),
                () -> UNLIMITED,
                InstantSource.system(),
                ZoneId.systemDefault());
    }

    /**
     * A call begins.
     *
     * @param model what it asks for; what the provider says later holds
     * @param transcriber the same for what the user says
     * @param timed its protocol reports nothing: its time counts
     */
    public CallUsage open(Account account, String model, String transcriber, boolean timed) {
        return new CallUsage(
                account,
                model,
                transcriber,
                timed,
                pricing,
                clock,
                entry -> budgets.book(entry, () -> writer.book(entry)),
                budgets::allowance);
    }

    /** Why no call may begin, because a day's cap is used up; empty when one may. */
    public Optional<String> refusal(Account account) {
        return budgets.refusal(account);
    }

    /** Whether a price is known for this model. */
    public boolean priced(Tariff tariff, String model) {
        return pricing.price(tariff, model).isPresent();
    }

    /** Why a cap in money does not hold for calls with this model; empty when it does. */
    public Optional<String> remark(Tariff tariff, String model) {
        boolean escapes =
                tariff != Tariff.FREE
                        && budgets.countsMoney()
                        && pricing.price(tariff, model).isEmpty();
        return escapes
                ? Optional.of(
                        "The budget is in US dollars, but no price is known for %s, so it does not hold for this call. Set [sidetone.usage.prices.\"%s\"], or a budget in tokens."
                                .formatted(model, model))
                : Optional.empty();
    }

    /**
     * Summed up, with all that was counted before.
     *
     * @throws UsageException when it cannot be read
     */
    public List<UsageSum> sums(UsageQuery query) {
        writer.settle(PATIENCE);
        try {
            return store.sums(query);
        } catch (SQLException e) {
            throw new UsageException(
                    "The usage cannot be read: "
                            + e.getMessage()
                            + ". Look at the state of the record on /readyz and try again.",
                    e);
        }
    }

    /**
     * What was counted in these calls from one moment on, until another, in its order; nothing of
     * it when it cannot be read, and nothing yet of what is just being written.
     */
    public List<UsagePoint> points(Collection<String> calls, Instant from, Instant until) {
        try {
            return calls.isEmpty() ? List.of() : store.points(calls, from, until);
        } catch (SQLException e) {
            LOG.debugf(e, "the usage of turns cannot be read");
            return List.of();
        }
    }

    /** What models cost, by model; what is configured holds before what comes with the service. */
    public List<Price> prices() {
        return pricing.all();
    }

    /** Writes what waits, as long as that does not take too long. */
    @Override
    public void close() {
        writer.settle(LAST_PATIENCE);
        writer.close();
    }
}
