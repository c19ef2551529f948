package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.Family;
import dev.sidetone.usage.Account;
import dev.sidetone.usage.CallUsage;
import dev.sidetone.usage.Tariff;
import dev.sidetone.usage.UsageLedger;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens the accounts of calls.
 *
 * @param workspace its name
 * @param agent the name of the agent behind the voice; empty when there is none
 */
record Metering(UsageLedger ledger, String workspace, String agent) {

    static Metering none() {
        return new Metering(UsageLedger.forgetful(), "", "");
    }

    static Metering of(UsageLedger ledger, Path workspace, Optional<String> agent) {
        Path name = workspace.getFileName();
        return new Metering(
                ledger, name == null ? workspace.toString() : name.toString(), agent.orElse(""));
    }

    /** Why such a call may not begin, because a day's budget is used up. */
    Optional<String> refusal(CallSpec spec, Family family) {
        return ledger.refusal(account(spec, family));
    }

    /** The same call, parked as is usual for one that costs so much. */
    CallSpec parking(CallSpec spec, Family family) {
        return spec.with(spec.policy().forCalls(paid(spec, family)));
    }

    /** As far as is known. */
    private boolean paid(CallSpec spec, Family family) {
        return switch (family) {
            case EMBEDDED -> false;
            case OPENAI, BACKEND, AZURE -> true;
            case COMPATIBLE -> ledger.priced(tariff(family), spec.model());
        };
    }

    /** What is odd about the budget of such a call. */
    Optional<String> remark(CallSpec spec, Family family) {
        return ledger.remark(tariff(family), spec.model());
    }

    /** Only v2 reports what it uses; of the others the time is known. */
    CallUsage open(CallSpec spec, Family family) {
        return ledger.open(
                account(spec, family),
                spec.model(),
                spec.provider().transcriber(),
                spec.version() != Version.V2);
    }

    private Account account(CallSpec spec, Family family) {
        return new Account(
                spec.conversation(),
                spec.id(),
                workspace,
                "",
                spec.provider().provider(),
                tariff(family),
                agent);
    }

    private static Tariff tariff(Family family) {
        return switch (family) {
            case EMBEDDED -> Tariff.FREE;
            case OPENAI -> Tariff.LISTED;
            case BACKEND, AZURE, COMPATIBLE -> Tariff.OWN;
        };
    }
}
