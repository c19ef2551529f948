package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.HandoffChannels.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoffChannelsTest {

    @ParameterizedTest
    @CsvSource({
        "THINKING, [FINAL] done, ''",
        "COMMENTARY, [FINAL] done, commentary",
        "COMMENTARY, done, commentary",
        "BEM_TAGS, [ANALYSIS] hm, commentary",
        "BEM_TAGS, [COMMENTARY] looking, commentary",
        "BEM_TAGS, [FINAL] done, speakable",
        "BEM_TAGS, ' [ANALYSIS] hm', commentary",
        "BEM_TAGS, done [ANALYSIS], speakable",
        "BEM_TAGS, [analysis] hm, speakable",
        "BEM_TAGS, [OTHER] hm, speakable"
    })
    void aModeSendsWordsToItsChannel(Mode mode, String words, String channel) {
        assertThat(HandoffChannels.of(mode).channelOf(words)).isEqualTo(channel);
    }

    @Test
    void prefixesOfTheClientReplaceTheUsualOnesOfTheirChannel() {
        var own =
                new HandoffChannels(
                        Mode.BEM_TAGS, List.of("(think)", "(plan)"), List.of(), List.of("say:"));

        assertThat(own.channelOf("(plan) a")).isEqualTo("commentary");
        assertThat(own.channelOf("say: a")).isEqualTo("speakable");
        assertThat(own.channelOf("[ANALYSIS] a")).isEqualTo("speakable");
        assertThat(own.channelOf("[COMMENTARY] a")).isEqualTo("speakable");
    }
}
