package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.Settings.Fetch;
import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.SpeechReadiness;
import dev.sidetone.embedded.SpeechReadiness.Unavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSpeechEnginesTest {

    @TempDir Path folder;
    private Optional<LocalSpeechEngines> engines = Optional.empty();

    private LocalSpeechEngines engines(Fetch fetch, String recogniser) {
        var made = new LocalSpeechEngines(TestSettings.of(fetch, folder, recogniser));
        engines = Optional.of(made);
        return made;
    }

    @AfterEach
    void close() throws SpeechException, InterruptedException {
        if (engines.isPresent()) {
            engines.get().close();
        }
    }

    private static Unavailable awaitUnavailable(LocalSpeechEngines engines) {
        SpeechReadiness readiness =
                await().until(engines::readiness, now -> now instanceof Unavailable);
        return (Unavailable) readiness;
    }

    @Test
    void switchedOffItNamesTheMissingFilesAndOffersNothing() {
        LocalSpeechEngines off = engines(Fetch.OFF, "whisper-base");

        Unavailable why = awaitUnavailable(off);

        assertThat(why.reason()).contains("ggml-base.bin", "silero_vad_v6.onnx");
        assertThat(why.remedy()).contains("sidetone models pull", folder.toString());
        assertThat(why.offerDownload()).isFalse();
        assertThat(off.startDownload()).isFalse();
    }

    @Test
    void askedToAskItOffersTheDownload() {
        assertThat(awaitUnavailable(engines(Fetch.ASK, "whisper-base")).offerDownload()).isTrue();
    }

    @Test
    void aDownloadThatCannotStartSaysWhy() throws Exception {
        LocalSpeechEngines ask = engines(Fetch.ASK, "whisper-base");
        awaitUnavailable(ask);
        Files.delete(folder);
        Files.writeString(folder, "a file is in the way");

        assertThat(ask.startDownload()).isTrue();

        await().until(() ->
                ask.readiness() instanceof Unavailable why
                        && why.reason().contains("models folder"));
        Files.delete(folder);
        Files.createDirectory(folder);
    }

    @Test
    void anUnknownModelInTheSettingsIsExplained() {
        Unavailable why = awaitUnavailable(engines(Fetch.AUTO, "wisper"));

        assertThat(why.reason()).contains("\"wisper\"", "whisper-base");
    }

    @Test
    void aVoiceIsNoRecogniser() {
        Unavailable why = awaitUnavailable(engines(Fetch.AUTO, "piper-en-us-joe-medium"));

        assertThat(why.reason()).contains("not for recognition");
    }

    /** Files of the right size and no content: what arrives is used, and its failure is told. */
    @Test
    void filesThatArriveAreTriedWithoutARestart() throws Exception {
        LocalSpeechEngines off = engines(Fetch.OFF, "whisper-tiny");
        awaitUnavailable(off);

        for (String id : new String[] {"silero-vad-v6", "whisper-tiny", "piper-en-us-joe-medium"}) {
            for (ModelFile file : Catalogue.find(id).files()) {
                empty(folder.resolve(file.name()), file.bytes());
            }
        }

        await().until(() ->
                off.readiness() instanceof Unavailable why
                        && why.remedy().contains("sidetone models verify"));
    }

    private static void empty(Path file, long bytes) throws IOException {
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }

    @Test
    void enginesAreRefusedBeforeTheyAreReady() {
        LocalSpeechEngines off = engines(Fetch.OFF, "whisper-base");

        assertThatThrownBy(off::recognizer)
                .isInstanceOf(SpeechException.class)
                .hasMessageContaining("not ready");
    }
}
