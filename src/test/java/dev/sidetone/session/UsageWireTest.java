package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.usage.TestLedgers;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls use, reckoned against a server that a test writes, over real sockets. */
class UsageWireTest extends WireCalls {

    @TempDir static Path folder;
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    private static final String USAGE =
            "{\"total_tokens\":%d,\"input_tokens\":%d,\"output_tokens\":%d,\"input_token_details\":{\"text_tokens\":%d,\"audio_tokens\":%d,\"image_tokens\":0,\"cached_tokens\":%d,\"cached_tokens_details\":{\"text_tokens\":%d,\"audio_tokens\":0,\"image_tokens\":0}},\"output_token_details\":{\"text_tokens\":%d,\"audio_tokens\":%d}}";

    @Override
    UsageLedger ledger() {
        return TestLedgers.inFileOf(folder.resolve(Integer.toString(FOLDERS.incrementAndGet())));
    }

    private static String usage(int textIn, int audioIn, int cached, int textOut, int audioOut) {
        return USAGE.formatted(
                textIn + audioIn + textOut + audioOut,
                textIn + audioIn,
                textOut + audioOut,
                textIn,
                audioIn,
                cached,
                cached,
                textOut,
                audioOut);
    }

    private void done(String id, String status, String usage) {
        upstream.says(
                "{\"type\":\"response.done\",\"event_id\":\"e\",\"response\":{\"id\":\"%s\",\"status\":\"%s\",\"usage\":%s}}"
                        .formatted(id, status, usage));
    }

    private List<UsageSum> sums(By by) {
        return metering.ledger().sums(UsageQuery.all(by));
    }

    @Test
    void everyResponseOfACallCountsOnceAlsoWhenItIsToldAgainAfterALostSideband() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V2);
        listening(1);
        upstream.says(
                "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"event_id\":\"e\",\"item_id\":\"u1\",\"content_index\":0,\"transcript\":\"hello\",\"usage\":{\"type\":\"tokens\",\"total_tokens\":26,\"input_tokens\":17,\"input_token_details\":{\"text_tokens\":0,\"audio_tokens\":17},\"output_tokens\":9}}");
        await().until(() -> !told(Notice.WordsDone.class).isEmpty());
        done("r1", "completed", usage(100, 20, 60, 5, 9));
        done("r1", "completed", usage(100, 20, 60, 5, 9));
        done("r2", "cancelled", usage(130, 30, 100, 1, 2));
        done("r3", "failed", usage(7, 0, 0, 0, 0));
        done("r4", "incomplete", usage(200, 40, 130, 50, 60));
        done("r5", "cancelled", usage(0, 0, 0, 0, 0));

        upstream.cut();
        listening(2);
        done("r4", "incomplete", usage(200, 40, 130, 50, 60));
        done("r5", "cancelled", usage(0, 0, 0, 0, 0));
        done("r6", "completed", usage(11, 0, 0, 1, 0));
        await().until(() -> watched.number("sidetone.tokens", "kind", "input_text") == 448);
        sessions.stop(Given.CONVERSATION);
        await().until(() -> !told(Notice.CallClosed.class).isEmpty());

        assertThat(sums(By.CONVERSATION)).hasSize(1);
        UsageSum sum = sums(By.CONVERSATION).getFirst();
        assertThat(sum.key()).isEqualTo(Given.CONVERSATION.value());
        assertThat(sum.responses()).isEqualTo(6);
        assertThat(sum.entries()).isEqualTo(7);
        assertThat(sum.tokens().cached().text()).isEqualTo(60 + 100 + 130);
        assertThat(sum.tokens().in().text()).isEqualTo(448 - 290);
        assertThat(sum.tokens().in().audio()).isEqualTo(20 + 30 + 40 + 17);
        assertThat(sum.tokens().out().text()).isEqualTo(5 + 1 + 50 + 1 + 9);
        assertThat(sum.tokens().out().audio()).isEqualTo(9 + 2 + 60);
        assertThat(sum.tokens().total()).isEqualTo(134 + 163 + 7 + 350 + 12 + 26);
        assertThat(watched.number("sidetone.tokens", "kind", "output_audio")).isEqualTo(71);
        assertThat(sums(By.PROVIDER)).extracting(UsageSum::key).containsExactly("Mine");
        assertThat(sums(By.WORKSPACE)).extracting(UsageSum::key).containsExactly("work");
        assertThat(sums(By.AGENT)).extracting(UsageSum::key).containsExactly("answering");
        assertThat(sums(By.MODEL))
                .extracting(UsageSum::key)
                .containsExactly("gpt-4o-mini-transcribe", "model");
    }

    @Test
    void aCallInV3CountsItsTime() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V3);
        await().until(() -> upstream.sockets() == 1);
        upstream.says(
                "{\"type\":\"turn.done\",\"turn\":{\"role\":\"assistant\",\"transcript\":\"Hello.\"}}");
        await().until(() -> !told(Notice.WordsDone.class).isEmpty());
        sessions.stop(Given.CONVERSATION);
        await().until(() -> !told(Notice.CallClosed.class).isEmpty());

        await().until(() -> sums(By.CALL).stream().anyMatch(sum -> sum.millis() > 0));
    }
}
