package dev.sidetone.usage;

import dev.sidetone.config.Settings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** Makes the process's {@link UsageLedger}, in the file of the record. */
final class UsageProducer {

    @Produces
    @Singleton
    UsageLedger ledger(Settings settings) {
        var source = new SqliteUsage(settings.home().resolve("sidetone.db"));
        var pricing = new Pricing(PriceList.bundled(), () -> PriceList.of(List.of()));
        return new UsageLedger(
                new SqlUsageStore(source, ZoneId.systemDefault()), pricing, InstantSource.system());
    }

    void close(@Disposes UsageLedger ledger) {
        ledger.close();
    }
}
