package dev.sidetone.usage;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.transcript.SideTables;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;

/** Makes the process's {@link UsageLedger}, where the record is. */
final class UsageProducer {

    @Produces
    @Singleton
    UsageLedger ledger(RunningConfiguration running) {
        var pricing =
                new Pricing(
                        PriceList.bundled(),
                        () -> PriceList.configured(running.now().usage().prices()));
        return new UsageLedger(
                store(running.started()),
                pricing,
                () -> running.now().usage().budget(),
                InstantSource.system(),
                ZoneId.systemDefault());
    }

    /** Beside the record: in its file, or in its database. */
    static UsageStore store(Configuration configuration) {
        SideTables source = SideTables.of(configuration, SqlUsageStore.SCHEMA);
        return new SqlUsageStore(source, ZoneId.systemDefault());
    }

    void close(@Disposes UsageLedger ledger) {
        ledger.close();
    }
}
