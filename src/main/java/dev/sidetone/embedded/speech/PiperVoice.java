package dev.sidetone.embedded.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.embedded.SpeechException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** One Piper voice: a graph from phoneme ids to sound, and the map from IPA to ids. Thread-safe. */
final class PiperVoice implements AutoCloseable {

    private static final float NOISE = 0.667f;
    private static final float NOISE_WIDTH = 0.8f;

    private final OrtSession session;
    private final Map<Integer, Long> ids = new HashMap<>();
    private final long padding;
    private final long begin;
    private final long end;
    private final int rate;

    PiperVoice(Path model, Path description) throws SpeechException {
        JsonNode json = read(description);
        for (Map.Entry<String, JsonNode> entry : json.path("phoneme_id_map").properties()) {
            ids.put(entry.getKey().codePointAt(0), entry.getValue().path(0).asLong());
        }
        rate = json.path("audio").path("sample_rate").asInt();
        if (rate <= 0 || !ids.keySet().containsAll(List.of((int) '_', (int) '^'))) {
            throw new SpeechException(
                    description
                            + " is no Piper voice description (no sample_rate or phoneme_id_map):"
                            + " run \"sidetone models verify\".");
        }
        padding = ids.getOrDefault((int) '_', 0L);
        begin = ids.getOrDefault((int) '^', 1L);
        end = ids.getOrDefault((int) '$', 2L);
        session = OnnxModel.open(model, OnnxModel.THREADS);
    }

    private static JsonNode read(Path description) throws SpeechException {
        try {
            return new ObjectMapper().readTree(description.toFile());
        } catch (IOException e) {
            throw new SpeechException("Could not read " + description + ": " + e.getMessage(), e);
        }
    }

    /** Samples a second of what {@link #speak} returns. */
    int rate() {
        return rate;
    }

    /**
     * Speaks one clause.
     *
     * @param ipa its sounds; characters the voice does not know are skipped
     * @param length 1 is the recorded pace, above is slower
     */
    float[] speak(String ipa, double length) throws SpeechException {
        long[] input = encode(ipa);
        float[] scales = {NOISE, (float) length, NOISE_WIDTH};
        OrtEnvironment environment = OnnxModel.environment();
        try (var phonemes =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(input), new long[] {1, input.length});
                var lengths =
                        OnnxTensor.createTensor(
                                environment,
                                LongBuffer.wrap(new long[] {input.length}),
                                new long[] {1});
                var scale =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(scales), new long[] {3});
                var result =
                        session.run(
                                Map.of(
                                        "input", phonemes,
                                        "input_lengths", lengths,
                                        "scales", scale))) {
            FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] samples = new float[sound.remaining()];
            sound.get(samples);
            return samples;
        } catch (OrtException e) {
            throw new SpeechException("The synthesiser failed: " + e.getMessage(), e);
        }
    }

    /** Every sound is followed by padding, as the voices were trained. */
    private long[] encode(String ipa) {
        LongStream sounds =
                ipa.codePoints()
                        .filter(ids::containsKey)
                        .mapToLong(sound -> ids.getOrDefault(sound, padding))
                        .flatMap(id -> LongStream.of(id, padding));
        return LongStream.concat(
                        LongStream.concat(LongStream.of(begin, padding), sounds),
                        LongStream.of(end))
                .toArray();
    }

    @Override
    public void close() throws SpeechException {
        try {
            session.close();
        } catch (OrtException e) {
            throw new SpeechException("Could not close the voice: " + e.getMessage(), e);
        }
    }
}
