package dev.sidetone.embedded.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.VoiceActivityDetector;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Silero v6 at 16 kHz. The graph sees each window behind the last 64 samples of the one before and
 * carries its memory in two tensors. The session is shared by all detectors and stays open.
 */
final class SileroDetector implements VoiceActivityDetector {

    private static final int CONTEXT = 64;
    private static final long[] INPUT_SHAPE = {1, CONTEXT + WINDOW};

    private final OrtSession session;
    private final float[] input = new float[CONTEXT + WINDOW];
    private float[][][] hidden = new float[1][1][128];
    private float[][][] cell = new float[1][1][128];

    SileroDetector(OrtSession session) {
        this.session = session;
    }

    @Override
    public float probability(float[] window) throws SpeechException {
        if (window.length != WINDOW) {
            throw new IllegalArgumentException(
                    "a window has " + WINDOW + " samples, not " + window.length);
        }
        System.arraycopy(input, WINDOW, input, 0, CONTEXT);
        System.arraycopy(window, 0, input, CONTEXT, WINDOW);
        OrtEnvironment environment = OnnxModel.environment();
        try (var samples =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), INPUT_SHAPE);
                var h = OnnxTensor.createTensor(environment, hidden);
                var c = OnnxTensor.createTensor(environment, cell);
                var result = session.run(Map.of("input", samples, "h", h, "c", c))) {
            hidden = (float[][][]) result.get(1).getValue();
            cell = (float[][][]) result.get(2).getValue();
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
        } catch (OrtException e) {
            throw new SpeechException("The voice activity detector failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void reset() {
        Arrays.fill(input, 0);
        hidden = new float[1][1][128];
        cell = new float[1][1][128];
    }

    @Override
    public void close() {
        // the session belongs to all detectors
    }
}
