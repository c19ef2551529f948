package dev.sidetone.embedded.speech;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sidetone.embedded.SpeechException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A Whisper model, loaded: its two graphs and its tokens. The graphs are made from the ggml file
 * once and kept beside it; when they cannot be kept or have gone bad they are made anew.
 * Thread-safe.
 */
final class WhisperModel implements AutoCloseable {

    private final OrtSession encoder;
    private final OrtSession decoder;
    private final BytePairs text;
    private final GgmlWhisper.Sizes sizes;

    WhisperModel(Path file) throws SpeechException {
        try (var ggml = new GgmlWhisper(file)) {
            sizes = ggml.sizes();
            text = new BytePairs(ggml.tokens());
            var graphs = new WhisperGraphs(ggml);
            encoder = open(ModelStore.encoderOf(file), graphs::encoder);
            decoder = open(ModelStore.decoderOf(file), graphs::decoder);
        } catch (IOException | ModelException e) {
            throw new SpeechException(
                    "The recogniser could not load " + file + ": " + e.getMessage(), e);
        }
    }

    /** Describes a graph. */
    private interface Description {
        OnnxGraph get() throws ModelException;
    }

    private static OrtSession open(Path kept, Description description)
            throws IOException, ModelException, SpeechException {
        if (Files.isReadable(kept)) {
            try {
                return OnnxModel.open(kept, OnnxModel.THREADS);
            } catch (SpeechException _) {
                Files.deleteIfExists(kept); // cut short or written by somebody else
            }
        }
        Path written = write(description.get(), kept);
        try {
            return OnnxModel.open(written, OnnxModel.THREADS);
        } finally {
            if (!written.equals(kept)) {
                Files.deleteIfExists(written);
            }
        }
    }

    /** Returns where the graph is: in its place, or in a temporary file where that is read-only. */
    private static Path write(OnnxGraph graph, Path kept) throws IOException, ModelException {
        Path folder = kept.toAbsolutePath().getParent();
        Path fresh =
                folder != null && Files.isWritable(folder)
                        ? Files.createTempFile(folder, kept.getFileName().toString(), ".part")
                        : Files.createTempFile("sidetone-", ".onnx");
        try {
            graph.save(fresh);
            if (fresh.toAbsolutePath().startsWith(folder)) {
                return Files.move(
                        fresh,
                        kept,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return fresh;
        } catch (AtomicMoveNotSupportedException e) {
            return fresh;
        } catch (IOException | ModelException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    OrtSession encoder() {
        return encoder;
    }

    OrtSession decoder() {
        return decoder;
    }

    BytePairs text() {
        return text;
    }

    GgmlWhisper.Sizes sizes() {
        return sizes;
    }

    @Override
    public void close() throws OrtException {
        encoder.close();
        decoder.close();
    }
}
