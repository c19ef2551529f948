package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.LiveOptions.InitialItem;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codex: core/tests/suite/realtime_initial_items.rs. */
class ClientLimitsTest {

    private static final int MOST_BYTES = 4 * 8_192;

    private static Optional<String> refusal(Version version, List<InitialItem> items) {
        var live = new LiveOptions(items, Optional.empty(), HandoffChannels.THINKING);
        return refusal(version, CallOptions.USUAL.withLive(live));
    }

    private static Optional<String> refusal(Version version, CallOptions options) {
        CallSpec spec =
                Given.spec(
                        new Transport.Socket(),
                        Modality.AUDIO,
                        version,
                        Given.CAPABILITIES,
                        CallPolicy.USUAL,
                        options);
        return CallCheck.refusal(spec, spec.type());
    }

    private static List<InitialItem> items(int count, int bytes) {
        return Collections.nCopies(count, new InitialItem(TextRole.USER, "x".repeat(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"V1", "V2"})
    void initialItemsAreForV3(Version version) {
        assertThat(refusal(version, items(1, 1)))
                .contains("initial realtime items require realtime v3");
        assertThat(refusal(version, items(0, 0))).isEmpty();
    }

    @Test
    void thereAreAtMost128() {
        assertThat(refusal(Version.V3, items(128, 4))).isEmpty();
        assertThat(refusal(Version.V3, items(129, 4)))
                .contains("initial realtime items must contain no more than 128 items");
    }

    @Test
    void eachAndAllTogetherHaveAtMost8192Tokens() {
        assertThat(refusal(Version.V3, items(1, MOST_BYTES))).isEmpty();
        assertThat(refusal(Version.V3, items(1, MOST_BYTES + 1)))
                .contains("each initial realtime item must not exceed 8192 estimated tokens");
        assertThat(refusal(Version.V3, items(2, MOST_BYTES / 2))).isEmpty();
        assertThat(refusal(Version.V3, items(2, MOST_BYTES / 2 + 1)))
                .contains("initial realtime items must not exceed 8192 estimated tokens in total");
    }

    @Test
    void instructionsForTheAgentHaveAsMany() {
        Optional<String> most = Optional.of("x".repeat(MOST_BYTES));
        Optional<String> more = Optional.of("x".repeat(MOST_BYTES + 1));

        assertThat(refusal(Version.V2, CallOptions.USUAL.withInstructions(most, most))).isEmpty();
        assertThat(refusal(Version.V2, CallOptions.USUAL.withInstructions(more, Optional.empty())))
                .contains("realtime start instructions must not exceed 8192 estimated tokens");
        assertThat(refusal(Version.V2, CallOptions.USUAL.withInstructions(Optional.empty(), more)))
                .contains("realtime end instructions must not exceed 8192 estimated tokens");
    }
}
