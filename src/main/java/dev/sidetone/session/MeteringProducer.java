package dev.sidetone.session;

import dev.sidetone.agent.CodingAgent;
import dev.sidetone.config.Settings;
import dev.sidetone.usage.UsageLedger;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Books the calls of this process to its workspace and its agent. */
final class MeteringProducer {

    @Produces
    @Singleton
    Metering metering(UsageLedger ledger, Settings settings, Instance<CodingAgent> agents) {
        return Metering.of(
                ledger, settings.workspace(), agents.stream().findFirst().map(CodingAgent::id));
    }
}
