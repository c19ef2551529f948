package dev.sidetone.embedded.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * One run of Whisper over one utterance: greedy, without time stamps. {@link #stop} may come from
 * any thread; the rest is for one.
 *
 * <p>The encoder sees the utterance and a margin of silence instead of the full 30 s, which makes a
 * pass of two seconds several times as fast. Below {@value #CONTEXT_FLOOR} positions the decoder
 * begins to loop.
 */
final class WhisperPass implements AutoCloseable {

    private static final int RATE = 16_000;
    private static final int SAMPLES_PER_POSITION = 2 * WhisperGraphs.HOP;
    private static final int CONTEXT_MARGIN = 64;
    private static final int CONTEXT_FLOOR = 384;
    private static final int REFLECTED = WhisperGraphs.TRANSFORM / 2;
    private static final int TOKENS_PER_SECOND = 8;
    private static final int TOKENS_AT_LEAST = 24;
    private static final int SIGNS_AT_MOST = 8;
    private static final int LOOP_TURNS = 3;
    private static final float NEVER = -1e9f;

    /** Names in the prompt make ends likely that are none; real ones are far above this. */
    private static final double END_BELIEVED = 0.5;

    private final OrtEnvironment environment = OnnxModel.environment();
    private final WhisperModel model;
    private final WhisperSigns signs;
    private final OrtSession.RunOptions options;
    private final GgmlWhisper.Sizes sizes;
    private boolean closed;

    WhisperPass(WhisperModel model) throws OrtException {
        this.model = model;
        this.sizes = model.sizes();
        this.signs = new WhisperSigns(sizes.vocabulary());
        this.options = new OrtSession.RunOptions();
    }

    /** Ends the run within milliseconds, with an {@link OrtException}. */
    synchronized void stop() throws OrtException {
        if (!closed) {
            options.setTerminate(true);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        options.close();
    }

    /**
     * The text of an utterance.
     *
     * @param samples 16 kHz mono, −1…1
     * @param prompt words that are likely; may be empty
     */
    String run(float[] samples, String language, String prompt) throws OrtException {
        List<Integer> likely = model.text().encode(prompt);
        int room = sizes.textContext() / 2;
        List<Integer> names = likely.subList(0, Math.min(likely.size(), room));
        int most =
                Math.min(
                        room - SIGNS_AT_MOST,
                        TOKENS_AT_LEAST + samples.length * TOKENS_PER_SECOND / RATE);
        float[] sound = framed(samples);
        try (var audio =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(sound),
                                new long[] {1, 1, sound.length});
                OrtSession.Result heard = model.encoder().run(Map.of("audio", audio), options)) {
            List<Integer> said = decode(heard, signs.opening(language, names), most);
            if (!names.isEmpty() && runaway(said, most)) {
                said = decode(heard, signs.opening(language, List.of()), most);
            }
            return model.text().decode(said);
        }
    }

    /** Whether the decoder lost itself, as a prompt may make it do: no end, or a phrase thrice. */
    private static boolean runaway(List<Integer> said, int most) {
        if (said.size() >= most) {
            return true;
        }
        for (int length = 1; length * LOOP_TURNS <= said.size(); length++) {
            for (int from = 0; from + length * LOOP_TURNS <= said.size(); from++) {
                List<Integer> run = said.subList(from, from + length * LOOP_TURNS);
                if (run.subList(length, run.size()).equals(run.subList(0, run.size() - length))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The start mirrored, as the spectrum was computed in training, and silence behind. */
    private float[] framed(float[] samples) {
        int positions = (samples.length + SAMPLES_PER_POSITION - 1) / SAMPLES_PER_POSITION;
        int context =
                Math.min(sizes.audioContext(), Math.max(CONTEXT_FLOOR, positions + CONTEXT_MARGIN));
        int length = (2 * context - 1) * WhisperGraphs.HOP + WhisperGraphs.TRANSFORM;
        float[] sound = new float[length];
        int kept = Math.min(samples.length, length - REFLECTED);
        System.arraycopy(samples, 0, sound, REFLECTED, kept);
        for (int i = 1; i <= REFLECTED && i < samples.length; i++) {
            sound[REFLECTED - i] = samples[i];
        }
        return sound;
    }

    private List<Integer> decode(OrtSession.Result heard, List<Integer> opening, int most)
            throws OrtException {
        var said = new ArrayList<Integer>();
        List<Integer> next = opening;
        int position = 0;
        Optional<OrtSession.Result> before = Optional.empty();
        try {
            while (said.size() < most) {
                OrtSession.Result after = step(heard, before, next, position);
                before.ifPresent(OrtSession.Result::close);
                before = Optional.of(after);
                position += next.size();
                int token = likeliest(scores(after), said.isEmpty());
                if (token == signs.end()) {
                    break;
                }
                said.add(token);
                next = List.of(token);
            }
            return said;
        } finally {
            before.ifPresent(OrtSession.Result::close);
        }
    }

    /** One run of the decoder over {@code tokens}, which stand at {@code position}. */
    private OrtSession.Result step(
            OrtSession.Result heard,
            Optional<OrtSession.Result> before,
            List<Integer> tokens,
            int position)
            throws OrtException {
        int count = tokens.size();
        long[] ids = tokens.stream().mapToLong(Integer::longValue).toArray();
        long[] positions = LongStream.range(position, position + count).toArray();
        try (OnnxTensor token = longs(ids, 1, count);
                OnnxTensor place = longs(positions, count);
                OnnxTensor mask = floats(mask(count, position), 1, 1, count, position + count);
                OnnxTensor nothing =
                        floats(new float[0], 1, sizes.heads(), 0, sizes.width() / sizes.heads())) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            inputs.put("tokens", token);
            inputs.put("positions", place);
            inputs.put("mask", mask);
            for (int layer = 0; layer < sizes.textLayers(); layer++) {
                for (String part : List.of("k" + layer, "v" + layer)) {
                    inputs.put("c" + part, tensor(heard, "c" + part));
                    inputs.put(
                            "p" + part,
                            before.map(last -> tensor(last, "n" + part)).orElse(nothing));
                }
            }
            return model.decoder().run(inputs, options);
        }
    }

    private OnnxTensor longs(long[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private OnnxTensor floats(float[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    }

    /** No token sees a later one. */
    private static float[] mask(int count, int past) {
        int width = past + count;
        float[] mask = new float[count * width];
        for (int row = 0; row < count; row++) {
            for (int column = past + row + 1; column < width; column++) {
                mask[row * width + column] = NEVER;
            }
        }
        return mask;
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        return (OnnxTensor) result.get(name).orElseThrow();
    }

    private static FloatBuffer scores(OrtSession.Result result) {
        return tensor(result, "logits").getFloatBuffer();
    }

    /**
     * The end when it is likelier than all else together, otherwise the likeliest piece of text.
     * Other signs are never said; a text does not begin with a blank or its end.
     */
    private int likeliest(FloatBuffer scores, boolean first) {
        int best = 0;
        for (int id = 1; id < signs.end(); id++) {
            if (scores.get(id) > scores.get(best) && !(first && model.text().blank(id))) {
                best = id;
            }
        }
        boolean ends = !first && scores.get(signs.end()) > scores.get(best);
        return ends && likelihood(scores, signs.end()) > END_BELIEVED ? signs.end() : best;
    }

    private static double likelihood(FloatBuffer scores, int token) {
        double all = 0;
        for (int id = 0; id < scores.limit(); id++) {
            all += Math.exp(scores.get(id) - scores.get(token));
        }
        return 1 / all;
    }
}
