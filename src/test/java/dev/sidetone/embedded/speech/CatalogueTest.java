package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.config.Settings;
import dev.sidetone.embedded.SpeechSynthesizer;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void everyFileIsPinnedAndHasASource() {
        assertThat(Catalogue.all())
                .flatExtracting(Model::files)
                .allSatisfy(file -> {
                    assertThat(file.sha256()).matches("[0-9a-f]{64}");
                    assertThat(file.bytes()).isPositive();
                    assertThat(file.urls()).allMatch(url -> url.getScheme().equals("https"));
                    assertThat(file.urls().isEmpty() && file.recipe().isEmpty()).isFalse();
                });
    }

    @Test
    void idsAndFileNamesAreUnique() {
        assertThat(Catalogue.all()).extracting(Model::id).doesNotHaveDuplicates();
        assertThat(Catalogue.all())
                .flatExtracting(Model::files)
                .extracting(ModelFile::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void theDefaultSetCanBeHadFromPackagesAlone() throws Exception {
        Settings.Models settings =
                TestSettings.models(Settings.Fetch.AUTO, Path.of("models"), "whisper-base");

        assertThat(Catalogue.needed(settings))
                .flatExtracting(Model::files)
                .allMatch(file -> file.recipe().isPresent());
    }

    @Test
    void anUnknownIdIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Catalogue.find("x")).hasMessageContaining("whisper-base");
    }

    @Test
    void eachVoiceNameHasAPresetOfItsOwn() {
        var presets = new HashSet<VoicePreset>();
        SpeechSynthesizer.VOICES.forEach(voice -> presets.add(VoicePreset.of(voice)));

        assertThat(presets).hasSameSizeAs(SpeechSynthesizer.VOICES);
        assertThat(VoicePreset.of("somebody")).isEqualTo(VoicePreset.of("marin"));
    }
}
