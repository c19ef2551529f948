package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {

    @TempDir Path folder;

    private record Outcome(int code, String out, String err) {}

    private Outcome run(String... arguments) {
        Settings settings = TestSettings.of(Settings.Fetch.OFF, folder, "whisper-base");
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                new CommandLine(new ModelsCommand(() -> settings))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Path damaged() throws IOException {
        return Files.writeString(folder.resolve("silero_vad_v6.onnx"), "not a model");
    }

    @Test
    void listShowsTheCatalogueAndWhatIsMissing() {
        Outcome outcome = run("list");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.contains("MISSING"))).hasSize(3);
        assertThat(outcome.out()).contains("whisper-small", folder.toString(), "CC0");
    }

    @Test
    void verifyFindsADamagedFile() throws Exception {
        damaged();

        Outcome outcome = run("verify");

        assertThat(outcome.code()).isOne();
        assertThat(outcome.out()).contains("silero-vad-v6: DAMAGED");
    }

    @Test
    void verifyOfAnAbsentModelSaysSo() {
        Outcome outcome = run("verify", "whisper-tiny");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("whisper-tiny: not here");
    }

    @Test
    void removeDeletesTheFiles() throws Exception {
        Path file = damaged();
        Path part = Files.writeString(folder.resolve("silero_vad_v6.onnx.part"), "half");

        assertThat(run("remove", "silero-vad-v6").out()).contains("removed");
        assertThat(file).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(run("remove", "silero-vad-v6").out()).contains("was not here");
    }

    @Test
    void anUnknownModelIsAnsweredWithTheKnownOnes() {
        Outcome outcome = run("pull", "wisper");

        assertThat(outcome.code()).isOne();
        assertThat(outcome.err()).contains("\"wisper\"").contains("whisper-base");
    }
}
