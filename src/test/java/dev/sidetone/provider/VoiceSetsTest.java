package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RealtimeSettings.Version;
import org.junit.jupiter.api.Test;

/** Codex: realtime_voice_list_is_stable. Clients show the voices as they come. */
class VoiceSetsTest {

    @Test
    void theVoicesAndTheirOrderAreTheContracts() {
        assertThat(VoiceSets.V1)
                .containsExactly(
                        "juniper", "maple", "spruce", "ember", "vale", "breeze", "arbor", "sol",
                        "cove");
        assertThat(VoiceSets.V2)
                .containsExactly(
                        "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse",
                        "marin", "cedar");
        assertThat(VoiceSets.of(Version.V3)).isEqualTo(VoiceSets.V1);
        assertThat(VoiceSets.DEFAULT_V1).isEqualTo("cove");
        assertThat(VoiceSets.DEFAULT_V2).isEqualTo("marin");
    }
}
