package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.embedded.SpeechException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("models")
class WhisperModelTest {

    @TempDir Path temp;

    private Path model() throws Exception {
        Path model = temp.resolve("ggml-base.bin");
        Files.createSymbolicLink(model, RealEngines.recogniserFile());
        return model;
    }

    private String hear(Path model, String question) throws Exception {
        try (var whisper = new WhisperModel(model);
                var pass = new WhisperPass(whisper)) {
            float[] spoken = Sounds.spokenBy("flite", question, temp);
            return whisper.text()
                    .decode(
                            pass.run(spoken, "en", "", false).said().stream()
                                    .map(WhisperPass.Said::token)
                                    .toList());
        }
    }

    @Test
    void theGraphsAreKeptAndMadeAnewWhenTheyWentBad() throws Exception {
        Path model = model();
        String first = hear(model, "who calls the parser");
        Path encoder = ModelStore.encoderOf(model);
        long size = Files.size(encoder);
        Files.write(encoder, new byte[100], StandardOpenOption.TRUNCATE_EXISTING);

        String again = hear(model, "who calls the parser");

        assertThat(first).containsIgnoringCase("parser");
        assertThat(again).isEqualTo(first);
        assertThat(Files.size(encoder)).isEqualTo(size);
        assertThat(ModelStore.decoderOf(model)).exists();
        try (var left = Files.list(temp)) {
            assertThat(left.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void aPassThatWasStoppedEnds() throws Exception {
        try (var whisper = new WhisperModel(model());
                var pass = new WhisperPass(whisper)) {
            pass.stop();

            assertThatThrownBy(() -> pass.run(new float[16_000], "en", "", false))
                    .isInstanceOf(ai.onnxruntime.OrtException.class);
        }
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Path model = temp.resolve("ggml-base.bin");
        byte[] start;
        try (var in = Files.newInputStream(RealEngines.recogniserFile())) {
            start = in.readNBytes(500_000);
        }
        Files.write(model, start);

        assertThatThrownBy(() -> new WhisperModel(model))
                .isInstanceOf(SpeechException.class)
                .hasMessageContaining(model.toString())
                .hasMessageContaining("sidetone models verify");
    }
}
