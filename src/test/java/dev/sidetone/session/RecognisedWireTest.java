package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.Item;
import org.junit.jupiter.api.Test;

/** What a server says of the words it heard is in the record, over real sockets. */
class RecognisedWireTest extends WireCalls {

    @Test
    void howSureTheServerWasAndOfWhatLanguageIsKept() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V2);
        listening(1);
        upstream.says(
                "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"event_id\":\"e\",\"item_id\":\"u1\",\"content_index\":0,\"transcript\":\"wo ist es\",\"usage\":{\"type\":\"duration\",\"seconds\":1},\"languages\":[{\"code\":\"de\"}],\"logprobs\":[{\"token\":\"wo\",\"logprob\":-0.2,\"bytes\":[119,111]},{\"token\":\" ist es\",\"logprob\":-0.6,\"bytes\":[32]}]}");
        upstream.says(
                "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"event_id\":\"e\",\"item_id\":\"u2\",\"content_index\":0,\"transcript\":\"plain\",\"logprobs\":{\"odd\":true}}");
        await().until(() -> told(Notice.WordsDone.class).size() == 2);

        assertThat(item("u1").details().confidence().orElseThrow())
                .isCloseTo(Math.exp(-0.4), within(1e-12));
        assertThat(item("u1").details().language()).contains("de");
        assertThat(item("u2").details().confidence()).isEmpty();
        assertThat(item("u2").details().language()).isEmpty();
        assertThat(frame("session.update").path("session").has("include"))
                .as("a server that only looks compatible is not asked")
                .isFalse();
    }

    private Item item(String id) {
        return store.items.stream()
                .filter(item -> item.itemId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
