package dev.sidetone.usage;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.config.Settings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;

/** Makes the process's {@link UsageLedger}, in the file of the record. */
final class UsageProducer {

    @Produces
    @Singleton
    UsageLedger ledger(Settings settings, RunningConfiguration running) {
        var source = new SqliteUsage(settings.home().resolve("sidetone.db"));
        var pricing =
                new Pricing(
                        PriceList.bundled(),
                        () -> PriceList.configured(running.now().usage().prices()));
        ZoneId zone = ZoneId.systemDefault();
        return new UsageLedger(
                new SqlUsageStore(source, zone),
                pricing,
                () -> running.now().usage().budget(),
                InstantSource.system(),
                zone);
    }

    void close(@Disposes UsageLedger ledger) {
        ledger.close();
    }
}
