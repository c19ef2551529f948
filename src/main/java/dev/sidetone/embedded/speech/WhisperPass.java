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

    /** Less sure of a language it is only guessed. */
    private static final double LANGUAGE_BELIEVED = Math.log(0.5);

    /** Names in the prompt make ends likely that are none; real ones are far above this. */
    private static final double END_BELIEVED = Math.log(0.5);

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

    /** What an utterance came to; its language only when that was asked for and is clear. */
    record Heard(List<Said> said, Optional<String> language) {}

    /** One token and the natural logarithm of its probability. */
    record Said(int token, double logprob) {}

    /**
     * The tokens of an utterance.
     *
     * @param samples 16 kHz mono, −1…1
     * @param language in which it is written down
     * @param prompt words that are likely; may be empty
     * @param detect whether to find out what language is spoken, which costs one step more
     */
    Heard run(float[] samples, String language, String prompt, boolean detect) throws OrtException {
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
            Optional<String> spoken = detect ? language(heard) : Optional.empty();
            List<Said> said = decode(heard, signs.opening(language, names), most);
            if (!names.isEmpty() && runaway(said, most)) {
                said = decode(heard, signs.opening(language, List.of()), most);
            }
            return new Heard(said, spoken);
        }
    }

    /** What the decoder expects behind its first sign is the language that it hears. */
    private Optional<String> language(OrtSession.Result heard) throws OrtException {
        List<String> known = signs.languages();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        int from = signs.firstLanguage();
        int to = from + known.size();
        try (OrtSession.Result first = step(heard, Optional.empty(), List.of(signs.start()), 0)) {
            TokenScores scores = scores(first);
            int likeliest = scores.likeliest(from, to);
            return scores.logprob(likeliest, from, to) > LANGUAGE_BELIEVED
                    ? Optional.of(known.get(likeliest - from))
                    : Optional.empty();
        }
    }

    /** Whether the decoder lost itself, as a prompt may make it do: no end, or a phrase thrice. */
    private static boolean runaway(List<Said> all, int most) {
        if (all.size() >= most) {
            return true;
        }
        List<Integer> said = all.stream().map(Said::token).toList();
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

    private List<Said> decode(OrtSession.Result heard, List<Integer> opening, int most)
            throws OrtException {
        var said = new ArrayList<Said>();
        List<Integer> next = opening;
        int position = 0;
        Optional<OrtSession.Result> before = Optional.empty();
        try {
            while (said.size() < most) {
                OrtSession.Result after = step(heard, before, next, position);
                before.ifPresent(OrtSession.Result::close);
                before = Optional.of(after);
                position += next.size();
                TokenScores scores = scores(after);
                int token = likeliest(scores, said.isEmpty());
                if (token == signs.end()) {
                    break;
                }
                said.add(new Said(token, scores.logprob(token)));
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

    private static TokenScores scores(OrtSession.Result result) {
        return new TokenScores(tensor(result, "logits").getFloatBuffer());
    }

    /**
     * The end when it is likelier than all else together, otherwise the likeliest piece of text.
     * Other signs are never said; a text does not begin with a blank or its end.
     */
    private int likeliest(TokenScores scores, boolean first) {
        int best = 0;
        for (int id = 1; id < signs.end(); id++) {
            if (scores.of(id) > scores.of(best) && !(first && model.text().blank(id))) {
                best = id;
            }
        }
        boolean ends = !first && scores.of(signs.end()) > scores.of(best);
        return ends && scores.logprob(signs.end()) > END_BELIEVED ? signs.end() : best;
    }
}
