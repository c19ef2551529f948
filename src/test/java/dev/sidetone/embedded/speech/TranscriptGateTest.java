package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptGateTest {

    private static String clean(String raw) {
        return TranscriptGate.clean(raw, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[BLANK_AUDIO]",
                " [BLANK_AUDIO] (wind blowing)",
                "(keyboard clicking",
                "*sigh*",
                "♪ ♪",
                " ... ",
                "-"
            })
    void textThatIsOnlyTagsIsNothing(String raw) {
        assertThat(clean(raw)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "' Where is it? [BLANK_AUDIO]', Where is it?",
        "' (coughs) five five', five five",
        "'no no no', no no no",
        "'Who calls parseConfig?', Who calls parseConfig?"
    })
    void whatWasSaidStays(String raw, String expected) {
        assertThat(clean(raw)).isEqualTo(expected);
    }

    @Property
    void aLoopIsCutToOneTurn(
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String word,
            @ForAll @IntRange(min = 4, max = 200) int turns) {
        String loop = String.join(" ", Collections.nCopies(turns, word + " 5"));

        assertThat(clean("Open it. " + loop)).isEqualTo("Open it. " + word + " 5");
    }

    @Test
    void thePromptReadBackIsNothing() {
        List<String> names = List.of("SessionManager", "parseConfig", "retry_count", "Foo");

        assertThat(TranscriptGate.clean("SessionManager, parseConfig, retry_count.", names))
                .isEmpty();
        assertThat(TranscriptGate.clean("parseConfig, retry count, foo", names)).isEmpty();
        assertThat(TranscriptGate.clean("parseConfig", names)).isEqualTo("parseConfig");
        assertThat(TranscriptGate.clean("Who calls parseConfig", names))
                .isEqualTo("Who calls parseConfig");
    }

    @Property
    void cleaningTwiceChangesNothing(@ForAll String raw) {
        String once = clean(raw);

        assertThat(clean(once)).isEqualTo(once);
    }
}
