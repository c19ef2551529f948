package dev.sidetone.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.usage.Allowance.Level;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caps over one call and over a day, across restarts and midnight. */
class BudgetsTest {

    private static final String MILLION =
            "{\"total_tokens\":1000000,\"input_tokens\":1000000,\"output_tokens\":0,\"input_token_details\":{\"text_tokens\":1000000,\"audio_tokens\":0}}";

    @TempDir private Path folder;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource clock = now::get;

    @BeforeEach
    void record() throws Exception {
        TestLedgers.record(folder);
    }

    private UsageLedger ledger(Budget budget) {
        return TestLedgers.over(TestLedgers.store(folder), () -> budget, clock);
    }

    private static Cap usd(String most) {
        return new Cap(Optional.of(new BigDecimal(most)), OptionalLong.empty());
    }

    private static Budget day(Cap cap) {
        return new Budget(Cap.NONE, Cap.NONE, Cap.NONE, cap, 6);
    }

    /** A dollar each. */
    private static Allowance uses(CallUsage call, int dollars) {
        Allowance last = Allowance.OPEN;
        for (int i = 0; i < dollars; i++) {
            long done = call.spent().responses();
            last =
                    call.heard(UsageLedgerTest.done("r" + done, "completed", MILLION))
                            .orElseThrow()
                            .allowance();
        }
        return last;
    }

    private static CallUsage call(UsageLedger ledger, String id) {
        return ledger.open(UsageLedgerTest.account(id, Tariff.OWN), "plain", "x", false);
    }

    @Test
    void aCallIsWarnedAtFourFifthsAndToldWhenAllIsUsed() {
        var budget = new Budget(usd("5"), Cap.NONE, Cap.NONE, Cap.NONE, 6);
        try (UsageLedger ledger = ledger(budget)) {
            CallUsage call = call(ledger, "c1");

            assertThat(uses(call, 3)).isEqualTo(Allowance.OPEN);
            assertThat(uses(call, 1))
                    .isEqualTo(
                            new Allowance(
                                    Level.NEAR,
                                    "This call has used 80 % of the budget: $4.00 of $5.00."));
            assertThat(uses(call, 1).level()).isEqualTo(Level.USED_UP);
            assertThat(uses(call(ledger, "c2"), 1)).isEqualTo(Allowance.OPEN);
            assertThat(ledger.refusal(call.account())).isEmpty();
        }
    }

    @Test
    void aDayIsForAllCallsAndOutlivesTheProcess() {
        try (UsageLedger ledger = ledger(day(usd("5")))) {
            assertThat(uses(call(ledger, "c1"), 2)).isEqualTo(Allowance.OPEN);
            assertThat(uses(call(ledger, "c2"), 2).level()).isEqualTo(Level.NEAR);
        }
        try (UsageLedger ledger = ledger(day(usd("5")))) {
            CallUsage call = call(ledger, "c3");
            assertThat(ledger.refusal(call.account())).isEmpty();
            assertThat(uses(call, 1).level()).isEqualTo(Level.USED_UP);
            assertThat(ledger.refusal(call.account()).orElseThrow())
                    .startsWith(
                            "Today all calls together have used up the budget: $5.00 of $5.00.");

            now.set(now.get().plusSeconds(86_400));

            assertThat(ledger.refusal(call.account())).isEmpty();
            assertThat(uses(call(ledger, "c4"), 1)).isEqualTo(Allowance.OPEN);
        }
    }

    @Test
    void nothingIsAllowedWhereTheCapIsNothing() {
        try (UsageLedger ledger = ledger(day(usd("0")))) {
            assertThat(ledger.refusal(UsageLedgerTest.account("c1", Tariff.OWN))).isPresent();
        }
    }

    @Test
    void theNearestOfSeveralCapsIsTold() {
        var tokens = new Cap(Optional.empty(), OptionalLong.of(2_000_000));
        var budget = new Budget(usd("100"), tokens, usd("50"), usd("20"), 6);
        try (UsageLedger ledger = ledger(budget)) {
            assertThat(uses(call(ledger, "c1"), 2))
                    .isEqualTo(
                            new Allowance(
                                    Level.USED_UP,
                                    "Today this user has used up the budget: 2,000,000 of 2,000,000 tokens."));
        }
    }

    @Test
    void aModelWithoutAPriceIsSaidToEscapeABudgetInMoney() {
        try (UsageLedger ledger = ledger(day(usd("5")))) {
            assertThat(ledger.remark(Tariff.OWN, "unheard-of").orElseThrow())
                    .contains("no price is known for unheard-of");
            assertThat(ledger.remark(Tariff.OWN, "plain")).isEmpty();
            assertThat(ledger.remark(Tariff.LISTED, "gpt-realtime-2.1")).isEmpty();
            assertThat(ledger.remark(Tariff.FREE, "sidetone-embedded")).isEmpty();
        }
        try (UsageLedger ledger = ledger(TestLedgers.UNLIMITED)) {
            assertThat(ledger.remark(Tariff.OWN, "unheard-of")).isEmpty();
        }
    }
}
