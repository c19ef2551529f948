package dev.sidetone.usage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The usage of all calls: counted while they run, kept for good. Thread-safe. */
public final class UsageLedger implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final UsageStore store;
    private final Pricing pricing;
    private final InstantSource clock;
    private final UsageWriter writer;

    UsageLedger(UsageStore store, Pricing pricing, InstantSource clock) {
        this.store = store;
        this.pricing = pricing;
        this.clock = clock;
        this.writer = new UsageWriter(store);
    }

    /** One that counts and keeps nothing after its end. */
    public static UsageLedger forgetful() {
        return new UsageLedger(
                new NoUsageStore(),
                new Pricing(PriceList.bundled(), () -> PriceList.of(List.of())),
                InstantSource.system());
    }

    /**
     * A call begins.
     *
     * @param model what it asks for; what the provider says later holds
     * @param transcriber the same for what the user says
     * @param timed its protocol reports nothing: its time counts
     */
    public CallUsage open(Account account, String model, String transcriber, boolean timed) {
        return new CallUsage(account, model, transcriber, timed, pricing, clock, writer::book);
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

    /** Writes what waits, as long as that does not take too long. */
    @Override
    public void close() {
        writer.settle(PATIENCE);
        writer.close();
    }
}
