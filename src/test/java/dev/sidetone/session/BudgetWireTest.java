package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.conversation.Item;
import dev.sidetone.usage.TestLedgers;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.usage.UsageQuery.By;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that goes on and on, over real sockets, against a server that a test writes. */
class BudgetWireTest extends WireCalls {

    @TempDir static Path folder;
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    @Override
    UsageLedger ledger() {
        var session = new Cap(Optional.empty(), OptionalLong.of(1000));
        var day = new Cap(Optional.empty(), OptionalLong.of(1200));
        return TestLedgers.inFileOf(
                folder.resolve(Integer.toString(FOLDERS.incrementAndGet())),
                new Budget(session, Cap.NONE, Cap.NONE, day, 6));
    }

    private void answers(String id, int tokens) {
        upstream.says(
                "{\"type\":\"response.created\",\"event_id\":\"e\",\"response\":{\"id\":\"%s\",\"status\":\"in_progress\"}}"
                        .formatted(id));
        upstream.says(
                "{\"type\":\"response.done\",\"event_id\":\"e\",\"response\":{\"id\":\"%s\",\"status\":\"completed\",\"usage\":{\"total_tokens\":%d,\"input_tokens\":%d,\"output_tokens\":0,\"input_token_details\":{\"text_tokens\":%d,\"audio_tokens\":0}}}}"
                        .formatted(id, tokens, tokens, tokens));
    }

    private List<String> notes() {
        return told(Notice.Stored.class).stream()
                .map(Notice.Stored::item)
                .filter(item -> item.kind() == Item.Kind.NOTE)
                .map(Item::text)
                .toList();
    }

    private long goodbyes() {
        return upstream.frames.stream().filter(f -> f.contains("The call ends now")).count();
    }

    @Test
    void aRunawayCallIsEndedOnTheServerWithinOneTurn() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V2);
        listening(1);

        answers("r1", 500);
        answers("r2", 300);
        await().until(() -> upstream.frames.stream().anyMatch(f -> f.contains("When it is used")));
        assertThat(told(Notice.CallClosed.class)).isEmpty();
        answers("r3", 100);
        answers("r4", 150);
        await().until(() -> goodbyes() == 1);
        answers("r5", 10);

        await().until(() -> !told(Notice.CallClosed.class).isEmpty());
        await().until(() ->
                upstream.requests.stream().anyMatch(seen -> seen.uri().contains("hangup")));
        assertThat(notes())
                .containsExactly(
                        "This call has used 80 % of the budget: 800 of 1,000 tokens.",
                        "This call has used up the budget: 1,050 of 1,000 tokens. The call ends"
                                + " now; what was said is kept.");
        assertThat(told(Notice.Used.class))
                .extracting(used -> used.spent().tokens().total())
                .containsExactly(500L, 800L, 900L, 1050L, 1060L);
        assertThat(metering.ledger().sums(UsageQuery.all(By.CALL)).getFirst().tokens().total())
                .isEqualTo(1060);
    }

    @Test
    void whenTheDayIsUsedUpNoCallBegins() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V2);
        listening(1);
        answers("r1", 1300);
        await().until(() -> goodbyes() == 1);
        answers("r2", 1);
        await().until(() -> !told(Notice.CallClosed.class).isEmpty());
        int calls = upstream.requests.size();

        start(new Transport.WebRtc("v=0"), Version.V2);

        assertThat(told(Notice.CallError.class))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.message())
                                .startsWith(
                                        "Today all calls together have used up the budget: 1,301"
                                                + " of 1,200 tokens.")
                                .contains("tomorrow", "[sidetone.budget]"));
        assertThat(upstream.requests).hasSizeLessThanOrEqualTo(calls + 1);
    }
}
