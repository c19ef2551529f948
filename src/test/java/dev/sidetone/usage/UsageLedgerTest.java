package dev.sidetone.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage is counted once, to the token, and is there after a restart. */
class UsageLedgerTest {

    private static final ConversationId CONVERSATION =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String DETAILS =
            """
            {"total_tokens":127,"input_tokens":120,"output_tokens":7,
             "input_token_details":{"text_tokens":100,"audio_tokens":20,"image_tokens":0,
              "cached_tokens":64,"cached_tokens_details":{"text_tokens":60,"audio_tokens":4,
              "image_tokens":0}},
             "output_token_details":{"text_tokens":3,"audio_tokens":4}}\
            """;

    @TempDir private Path folder;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T23:59:00Z"));
    private final InstantSource clock = now::get;

    static Account account(String call, Tariff tariff) {
        return new Account(CONVERSATION, call, "work", "", "Test", tariff, "guide");
    }

    private static ServerEvent event(String type, String members) {
        try {
            return WireCodec.readServer(
                    "{\"event_id\":\"e\",\"type\":\"%s\",%s}".formatted(type, members));
        } catch (dev.sidetone.wire.WireFormatException e) {
            throw new AssertionError(e);
        }
    }

    static ServerEvent done(String id, String status, String usage) {
        return event(
                "response.done",
                "\"response\":{\"id\":\"%s\",\"status\":\"%s\",\"usage\":%s}"
                        .formatted(id, status, usage));
    }

    private static ServerEvent words(String item, String usage) {
        return event(
                "conversation.item.input_audio_transcription.completed",
                "\"item_id\":\"%s\",\"content_index\":0,\"transcript\":\"hi\",\"usage\":%s"
                        .formatted(item, usage));
    }

    /** As if the record had made its tables. */
    void record() throws Exception {
        TestLedgers.record(folder);
    }

    UsageStore store() {
        return TestLedgers.store(folder);
    }

    private UsageLedger ledger() throws Exception {
        record();
        return TestLedgers.over(store(), clock);
    }

    private static UsageSum only(UsageLedger ledger, By by) {
        List<UsageSum> sums = ledger.sums(UsageQuery.all(by));
        assertThat(sums).hasSize(1);
        return sums.getFirst();
    }

    @Test
    void everyStatusCountsAndNothingCountsTwice() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.OWN), "plain", "plain", false);
            for (String status : List.of("completed", "cancelled", "failed", "incomplete")) {
                call.heard(done("r_" + status, status, DETAILS));
                assertThat(call.heard(done("r_" + status, status, DETAILS))).isEmpty();
            }

            UsageSum sum = only(ledger, By.CALL);

            assertThat(sum.responses()).isEqualTo(4);
            assertThat(sum.tokens().total()).isEqualTo(4 * 127);
            assertThat(sum.tokens().in()).isEqualTo(new Tokens.In(160, 64, 0, 0));
            assertThat(sum.tokens().cached()).isEqualTo(new Tokens.In(240, 16, 0, 0));
            assertThat(sum.tokens().out()).isEqualTo(new Tokens.Out(12, 16, 0));
            assertThat(sum.cost()).isEqualTo(new Money(4 * (56_000 + 6_400 + 14_000)));
            assertThat(sum.unpriced()).isZero();
            assertThat(call.spent().tokens()).isEqualTo(sum.tokens());
            assertThat(call.spent().cost()).isEqualTo(sum.cost());
        }
    }

    @Test
    void whoSeesSomeWorkspacesSeesTheSumsOfThoseOnly() throws Exception {
        try (UsageLedger ledger = ledger()) {
            for (String workspace : List.of("shop", "shop", "billing", "secret")) {
                var account =
                        new Account(
                                CONVERSATION,
                                workspace,
                                workspace,
                                "ann",
                                "P",
                                Tariff.OWN,
                                "guide");
                ledger.open(account, "plain", "plain", false)
                        .heard(done("r" + System.nanoTime(), "completed", DETAILS));
            }
            for (By by : List.of(By.DAY, By.USER, By.AGENT, By.PROVIDER, By.MODEL)) {
                UsageQuery all = UsageQuery.all(by);
                assertThat(total(ledger, all)).isEqualTo(4 * 127);
                assertThat(total(ledger, all.within(Optional.of(Set.of("shop", "billing")))))
                        .isEqualTo(3 * 127);
                assertThat(
                                total(
                                        ledger,
                                        all.within(Optional.of(Set.of("shop", "none' or '1'='1")))))
                        .isEqualTo(2 * 127);
                assertThat(total(ledger, all.within(Optional.of(Set.of())))).isZero();
            }
            UsageQuery shop = UsageQuery.all(By.WORKSPACE).within(Optional.of(Set.of("shop")));
            assertThat(ledger.sums(shop)).extracting(UsageSum::key).containsExactly("shop");
            assertThat(ledger.sums(shop.only(By.CALL, "secret"))).isEmpty();
        }
    }

    private static long total(UsageLedger ledger, UsageQuery query) {
        return ledger.sums(query).stream().mapToLong(sum -> sum.tokens().total()).sum();
    }

    @Test
    void whatTheStoreHasAlreadyIsNotCountedAgainAfterARestart() throws Exception {
        try (UsageLedger ledger = ledger()) {
            ledger.open(account("c1", Tariff.OWN), "plain", "plain", false)
                    .heard(done("r1", "completed", DETAILS));
        }
        try (UsageLedger ledger = ledger()) {
            CallUsage again = ledger.open(account("c1", Tariff.OWN), "plain", "plain", false);
            again.heard(done("r1", "completed", DETAILS));
            again.heard(done("r2", "completed", DETAILS));

            assertThat(only(ledger, By.CALL).tokens().total()).isEqualTo(2 * 127);
        }
    }

    @Test
    void aResponseThatFirstReportsNothingCountsWhenItDoes() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.OWN), "plain", "plain", false);

            assertThat(call.heard(done("r1", "cancelled", "null"))).isEmpty();
            assertThat(call.heard(done("r1", "cancelled", DETAILS))).isPresent();

            assertThat(only(ledger, By.CALL).tokens().total()).isEqualTo(127);
        }
    }

    @Test
    void timeWithoutASessionIsCountedApartAndItsPriceIsSaved() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.OWN), "plain", "plain", true);
            call.begun();
            passes(10);
            assertThat(call.parked().orElseThrow().entry().millis()).isEqualTo(10_000);
            passes(90);
            assertThat(call.resumed().orElseThrow().spent().parked())
                    .isEqualTo(new Parked(1, 90_000, Optional.of(new Money(90_000_000))));
            passes(5);
            call.parked();
            passes(7);
            call.over();

            UsageSum sum = only(ledger, By.CALL);

            assertThat(sum.millis()).isEqualTo(15_000);
            assertThat(sum.cost()).isEqualTo(new Money(15_000_000));
            assertThat(sum.entries()).isEqualTo(2);
            assertThat(sum.unpriced()).isZero();
            assertThat(sum.parked())
                    .isEqualTo(new Parked(2, 97_000, Optional.of(new Money(97_000_000))))
                    .isEqualTo(call.spent().parked());
            assertThat(sum.parked().text()).isEqualTo("parked for 97.0 s, $0.0970 saved");
            assertThat(UsageCsv.write(By.CALL, List.of(sum))).endsWith(",0,97.000,0.097\r\n");
            assertThat(ledger.points(List.of("c1"), Instant.EPOCH, now.get().plusSeconds(1)))
                    .hasSize(2);
        }
    }

    @Test
    void whereTokensArePaidForNoMoneyIsSaidToBeSaved() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.OWN), "plain", "plain", false);
            call.begun();
            assertThat(call.parked()).isEmpty();
            passes(60);
            assertThat(call.resumed()).isPresent();
            call.over();

            UsageSum sum = only(ledger, By.CALL);

            assertThat(sum.parked()).isEqualTo(new Parked(1, 60_000, Optional.empty()));
            assertThat(sum.cost()).isEqualTo(Money.ZERO);
            assertThat(sum.millis()).isZero();
            assertThat(UsageCsv.write(By.CALL, List.of(sum))).endsWith(",0,60.000,\r\n");
        }
    }

    private void passes(long seconds) {
        now.updateAndGet(it -> it.plusSeconds(seconds));
    }

    @Test
    void responsesWithoutAnIdAreNotTakenForOne() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.OWN), "plain", "plain", false);
            String frame =
                    "{\"type\":\"response.done\",\"event_id\":\"%s\",\"response\":{\"id\":\"\",\"status\":\"completed\",\"usage\":%s}}";
            for (String id : List.of("", "", "e1", "e1")) {
                call.heard(WireCodec.readServer(frame.formatted(id, DETAILS)));
            }

            assertThat(only(ledger, By.CALL).responses()).isEqualTo(3);
        }
    }

    @Test
    void wordsAreBilledByTokensOrBySecondsAndByTheirOwnModel() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.LISTED), "x", "unnamed", false);
            call.heard(
                    event(
                            "session.updated",
                            "\"session\":{\"model\":\"gpt-realtime-2025-08-28\",\"audio\":{\"input\":{\"transcription\":{\"model\":\"plain\"}}}}"));
            String tokens =
                    "{\"type\":\"tokens\",\"total_tokens\":26,\"input_tokens\":17,\"input_token_details\":{\"text_tokens\":1,\"audio_tokens\":16},\"output_tokens\":9}";
            call.heard(words("u1", tokens));
            call.heard(words("u1", tokens));
            call.heard(words("u2", "{\"type\":\"duration\",\"seconds\":1.5}"));
            call.heard(words("u3", "null"));
            call.heard(done("r1", "completed", DETAILS));

            List<UsageSum> sums = ledger.sums(UsageQuery.all(By.MODEL));

            assertThat(sums)
                    .extracting(UsageSum::key)
                    .containsExactly("gpt-realtime-2025-08-28", "plain");
            UsageSum heard = sums.getLast();
            assertThat(heard.entries()).isEqualTo(2);
            assertThat(heard.tokens().in()).isEqualTo(new Tokens.In(1, 16, 0, 0));
            assertThat(heard.tokens().out()).isEqualTo(new Tokens.Out(9, 0, 0));
            assertThat(heard.millis()).isEqualTo(1500);
            assertThat(heard.cost()).isEqualTo(new Money(17_000 + 18_000 + 1_500_000));
            // 40 text and 16 audio in, 60 and 4 cached, 3 text and 4 audio out
            assertThat(sums.getFirst().cost())
                    .isEqualTo(
                            new Money(
                                    40 * 4_000 + 16 * 32_000 + 64 * 400 + 3 * 16_000 + 4 * 64_000));
        }
    }

    @Test
    void theTimeOfACallCountsWhereNothingElseIsReported() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.OWN), "plain", "plain", true);
            call.begun();
            now.set(now.get().plusMillis(1_500));
            call.heard(done("r1", "completed", "null"));
            now.set(now.get().plusMillis(500));
            call.over();
            call.over();

            UsageSum sum = only(ledger, By.CALL);

            assertThat(sum.millis()).isEqualTo(2_000);
            assertThat(sum.cost()).isEqualTo(new Money(2_000_000));
        }
    }

    @Test
    void whatHasNoPriceIsSaidToHaveNone() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.LISTED), "unheard-of", "x", false);
            call.heard(done("r1", "completed", DETAILS));
            CallUsage mixed = ledger.open(account("c2", Tariff.OWN), "plain", "x", false);
            mixed.heard(
                    done(
                            "r1",
                            "completed",
                            "{\"total_tokens\":7,\"input_tokens\":4,\"output_tokens\":3}"));
            CallUsage free = ledger.open(account("c3", Tariff.FREE), "unheard-of", "x", false);
            free.heard(done("r1", "completed", DETAILS));

            List<UsageSum> sums = ledger.sums(UsageQuery.all(By.CALL));

            assertThat(sums).extracting(UsageSum::unpriced).containsExactly(1L, 1L, 0L);
            assertThat(sums).extracting(UsageSum::cost).containsOnly(Money.ZERO);
            assertThat(sums.get(1).tokens().total()).isEqualTo(7);
            assertThat(call.spent().free()).isFalse();
            assertThat(free.spent().free()).isTrue();
        }
    }

    @Test
    void theListedPricesAreNotTakenForSomebodyElsesServer() throws Exception {
        try (UsageLedger ledger = ledger()) {
            CallUsage call = ledger.open(account("c1", Tariff.OWN), "gpt-realtime", "x", false);
            call.heard(done("r1", "completed", DETAILS));

            assertThat(only(ledger, By.MODEL).unpriced()).isEqualTo(1);
        }
    }

    @Test
    void sumsAreOfTheAskedDaysAndThings() throws Exception {
        try (UsageLedger ledger = ledger()) {
            ledger.open(account("c1", Tariff.OWN), "plain", "x", false)
                    .heard(done("r1", "completed", DETAILS));
            now.set(now.get().plusSeconds(120));
            ledger.open(account("c2", Tariff.OWN), "plain", "x", false)
                    .heard(done("r1", "completed", DETAILS));

            assertThat(ledger.sums(UsageQuery.all(By.DAY)))
                    .extracting(UsageSum::key)
                    .containsExactly("2026-11-22", "2026-11-23");
            LocalDate second = LocalDate.parse("2026-11-23");
            assertThat(ledger.sums(UsageQuery.between(second, second, By.CALL)))
                    .extracting(UsageSum::key)
                    .containsExactly("c2");
            assertThat(ledger.sums(UsageQuery.all(By.DAY).only(By.CALL, "c1")))
                    .extracting(UsageSum::key)
                    .containsExactly("2026-11-22");
            for (By by : By.values()) {
                long total =
                        ledger.sums(UsageQuery.all(by)).stream()
                                .mapToLong(sum -> sum.tokens().total())
                                .sum();
                assertThat(total).as("by %s", by).isEqualTo(2 * 127);
            }
        }
    }

    @Test
    void usageWaitsForTheRecordAndNeverMakesIt() throws Exception {
        try (UsageLedger ledger = TestLedgers.over(store(), clock)) {
            ledger.open(account("c1", Tariff.OWN), "plain", "x", false)
                    .heard(done("r1", "completed", DETAILS));
            assertThat(ledger.sums(UsageQuery.all(By.CALL))).isEmpty();
            assertThat(folder.resolve("sidetone.db")).doesNotExist();

            record();

            await().untilAsserted(
                            () -> assertThat(ledger.sums(UsageQuery.all(By.CALL))).hasSize(1));
        }
    }

    @Test
    void whatCallsUsedIsKnownMomentByMoment() throws Exception {
        Instant begin = now.get();
        try (UsageLedger ledger = ledger()) {
            CallUsage one = ledger.open(account("c1", Tariff.OWN), "plain", "plain", false);
            CallUsage other = ledger.open(account("c2", Tariff.OWN), "unheard-of", "x", false);
            one.heard(done("r1", "completed", DETAILS));
            now.set(begin.plusSeconds(120)); // the next day
            other.heard(done("r2", "completed", DETAILS));
            now.set(begin.plusSeconds(180));
            one.heard(done("r3", "cancelled", DETAILS));
            ledger.sums(UsageQuery.all(By.CALL)); // everything is written now

            assertThat(ledger.points(List.of("c1"), begin, begin.plusSeconds(180)))
                    .containsExactly(
                            new UsagePoint("c1", begin, 127, 0, Optional.of(new Money(76_400))));
            assertThat(ledger.points(List.of("c1", "c2"), begin, begin.plusSeconds(181)))
                    .extracting(UsagePoint::call)
                    .containsExactly("c1", "c2", "c1");
            assertThat(ledger.points(List.of("c2"), begin, begin.plusSeconds(181)))
                    .extracting(UsagePoint::cost)
                    .containsExactly(Optional.empty());
            assertThat(ledger.points(List.of(), begin, begin.plusSeconds(181))).isEmpty();
        }
    }
}
