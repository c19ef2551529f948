package dev.sidetone.embedded.speech;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.sidetone.embedded.SpeechException;
import java.nio.file.Path;

/**
 * Opens ONNX graphs, without spinning: threads that spin for each other are ruinous on cores that a
 * call needs for something else.
 */
final class OnnxModel {

    /** For graphs that somebody waits for: more threads than this gain little on short inputs. */
    static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    private OnnxModel() {}

    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    }

    static OrtSession open(Path model, int threads) throws SpeechException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment().createSession(model.toString(), options);
        } catch (OrtException e) {
            throw new SpeechException("Could not load " + model + ": " + e.getMessage(), e);
        }
    }
}
