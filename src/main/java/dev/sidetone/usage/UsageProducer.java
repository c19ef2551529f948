package dev.sidetone.usage;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.config.Secret;
import dev.sidetone.transcript.DatabaseUrl;
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
        SqlUsageStore.Source source =
                configuration
                        .operations()
                        .database()
                        .map(Secret::reveal)
                        .map(DatabaseUrl::parse)
                        .<SqlUsageStore.Source>map(PostgresUsage::new)
                        .orElseGet(() ->
                                new SqliteUsage(
                                        configuration.settings().home().resolve("sidetone.db")));
        return new SqlUsageStore(source, ZoneId.systemDefault());
    }

    void close(@Disposes UsageLedger ledger) {
        ledger.close();
    }
}
