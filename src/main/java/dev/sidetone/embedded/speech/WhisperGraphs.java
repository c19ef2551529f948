package dev.sidetone.embedded.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whisper as two ONNX graphs.
 *
 * <p>The encoder takes sound ({@code audio}, 1×1×samples) and gives what the decoder attends to:
 * keys and values of every layer ({@code ck0}, {@code cv0}, …). The decoder takes tokens, their
 * positions, a mask, those keys and values and its own past ones ({@code pk0}, {@code pv0}, …), and
 * gives the scores of the next token ({@code logits}) and its keys and values so far ({@code nk0},
 * {@code nv0}, …). Architecture: Radford et al., "Robust Speech Recognition via Large-Scale Weak
 * Supervision".
 */
final class WhisperGraphs {

    /** Samples of the transform behind one frame of the spectrum. */
    static final int TRANSFORM = 400;

    /** Samples from one frame to the next. */
    static final int HOP = 160;

    private static final double FLOOR = 1e-10;
    private static final double RANGE = 8;

    private final GgmlWhisper model;
    private final GgmlWhisper.Sizes sizes;

    WhisperGraphs(GgmlWhisper model) {
        this.model = model;
        this.sizes = model.sizes();
    }

    OnnxGraph encoder() throws ModelException {
        var graph = new OnnxGraph();
        var layers = new WhisperLayers(graph, model, false);
        graph.input("audio", OnnxGraph.FLOAT, 1, 1, -1);
        String sound = layers.gelu(convolution(graph, layers, spectrum(graph), "encoder.conv1", 1));
        sound = layers.gelu(convolution(graph, layers, sound, "encoder.conv2", 2));
        sound = graph.node("Transpose", List.of(sound), Map.of("perm", new long[] {0, 2, 1}));
        String length = graph.node("Shape", List.of(sound), Map.of("start", 1L, "end", 2L));
        String positions = layers.whole("encoder.positional_embedding");
        sound =
                graph.node(
                        "Add",
                        sound,
                        graph.node("Slice", positions, graph.longs("zero", 0), length));
        for (int i = 0; i < sizes.audioLayers(); i++) {
            String block = "encoder.blocks." + i;
            sound = selfAttention(graph, layers, sound, block);
            sound = layers.feedForward(sound, block);
        }
        sound = layers.norm(sound, "encoder.ln_post");
        for (int i = 0; i < sizes.textLayers(); i++) {
            String attention = "decoder.blocks." + i + ".cross_attn.";
            remembered(graph, "ck" + i, layers.linear(sound, attention + "key"));
            remembered(graph, "cv" + i, layers.linear(sound, attention + "value"));
        }
        return graph;
    }

    private String selfAttention(OnnxGraph graph, WhisperLayers layers, String input, String block)
            throws ModelException {
        String normed = layers.norm(input, block + ".attn_ln");
        String attended =
                graph.own(
                        "MultiHeadAttention",
                        List.of(
                                layers.linear(normed, block + ".attn.query"),
                                layers.linear(normed, block + ".attn.key"),
                                layers.linear(normed, block + ".attn.value")),
                        layers.heads());
        return graph.node("Add", input, layers.linear(attended, block + ".attn.out"));
    }

    /** Makes keys or values an output, split by heads. */
    private void remembered(OnnxGraph graph, String name, String value) {
        long depth = sizes.width() / sizes.heads();
        String split =
                graph.node(
                        "Reshape", value, graph.longs(name + ".heads", 0, 0, sizes.heads(), depth));
        String turned =
                graph.node("Transpose", List.of(split), Map.of("perm", new long[] {0, 2, 1, 3}));
        graph.output(name, turned, OnnxGraph.FLOAT, 1, sizes.heads(), -1, depth);
    }

    private String convolution(
            OnnxGraph graph, WhisperLayers layers, String input, String name, long stride)
            throws ModelException {
        return graph.node(
                "Conv",
                List.of(input, layers.whole(name + ".weight"), layers.vector(name + ".bias")),
                Map.of(
                        "kernel_shape", new long[] {3},
                        "pads", new long[] {1, 1},
                        "strides", new long[] {stride}));
    }

    /** The logarithmic mel spectrum: a Fourier transform as a convolution, then the filters. */
    private String spectrum(OnnxGraph graph) {
        int bins = MelFilters.BINS;
        String waves = graph.floats("fourier", fourier(), 2L * bins, 1, TRANSFORM);
        String transformed =
                graph.node(
                        "Conv",
                        List.of("audio", waves),
                        Map.of(
                                "kernel_shape", new long[] {TRANSFORM},
                                "strides", new long[] {HOP}));
        String squared = graph.node("Mul", transformed, transformed);
        graph.node("", "Split", List.of(squared), List.of("real", "imaginary"), Map.of("axis", 1L));
        String power = graph.node("Add", "real", "imaginary");
        String filters = graph.floats("filters", model.filters(), sizes.mels(), bins);
        String mel = graph.node("MatMul", filters, power);
        String log = graph.node("Log", graph.node("Max", mel, constant(graph, "floor", FLOOR)));
        String decades = graph.node("Mul", log, constant(graph, "decade", 1 / Math.log(10)));
        String peak = graph.node("ReduceMax", List.of(decades), Map.of("keepdims", 1L));
        String least = graph.node("Sub", peak, constant(graph, "range", RANGE));
        String bounded = graph.node("Max", decades, least);
        String shifted = graph.node("Add", bounded, constant(graph, "shift", 4));
        return graph.node("Mul", shifted, constant(graph, "quarter", 0.25));
    }

    private static String constant(OnnxGraph graph, String name, double value) {
        return graph.floats(name, new float[] {(float) value}, 1);
    }

    /** Cosines, then sines, of every bin, under a Hann window. */
    private static float[] fourier() {
        int bins = MelFilters.BINS;
        float[] waves = new float[2 * bins * TRANSFORM];
        for (int i = 0; i < TRANSFORM; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / TRANSFORM);
            for (int bin = 0; bin < bins; bin++) {
                double angle = 2 * Math.PI * bin * i / TRANSFORM;
                waves[bin * TRANSFORM + i] = (float) (window * Math.cos(angle));
                waves[(bins + bin) * TRANSFORM + i] = (float) (window * Math.sin(angle));
            }
        }
        return waves;
    }

    OnnxGraph decoder() throws ModelException {
        var graph = new OnnxGraph();
        var layers = new WhisperLayers(graph, model, true);
        graph.input("tokens", OnnxGraph.INT64, 1, -1);
        graph.input("positions", OnnxGraph.INT64, -1);
        graph.input("mask", OnnxGraph.FLOAT, 1, 1, -1, -1);
        String embedding = "decoder.token_embedding.weight";
        layers.weigh(embedding);
        String place =
                graph.node("Gather", layers.whole("decoder.positional_embedding"), "positions");
        String text = graph.node("Add", embedded(graph, embedding), place);
        for (int i = 0; i < sizes.textLayers(); i++) {
            String block = "decoder.blocks." + i;
            text = rememberingAttention(graph, layers, text, block, i);
            text = crossAttention(graph, layers, text, block, i);
            text = layers.feedForward(text, block);
        }
        String last =
                graph.node("Gather", List.of(text, graph.index("last", -1)), Map.of("axis", 1L));
        String scores =
                layers.multiply(
                        List.of(layers.norm(last, "decoder.ln"), embedding, embedding + ".scale"),
                        model.dims(embedding));
        graph.output("logits", scores, OnnxGraph.FLOAT, 1, sizes.vocabulary());
        return graph;
    }

    /** The rows of the tokens, out of the eight bits in which the scores need them anyway. */
    private String embedded(OnnxGraph graph, String embedding) {
        String levels = graph.node("Gather", embedding, "tokens");
        String centred =
                graph.node(
                        "Sub",
                        graph.node("Cast", List.of(levels), Map.of("to", (long) OnnxGraph.FLOAT)),
                        constant(graph, "middle", 128));
        String scale = graph.node("Gather", embedding + ".scale", "tokens");
        String wide = graph.node("Unsqueeze", scale, graph.longs("lastAxis", -1));
        String values = graph.node("Mul", centred, wide);
        return graph.node("Reshape", values, graph.longs("flat", 0, 0, sizes.width()));
    }

    private String rememberingAttention(
            OnnxGraph graph, WhisperLayers layers, String input, String block, int layer)
            throws ModelException {
        String normed = layers.norm(input, block + ".attn_ln");
        long depth = sizes.width() / sizes.heads();
        for (String past : List.of("pk" + layer, "pv" + layer)) {
            graph.input(past, OnnxGraph.FLOAT, 1, sizes.heads(), -1, depth);
        }
        List<String> inputs =
                new ArrayList<>(
                        List.of(
                                layers.linear(normed, block + ".attn.query"),
                                layers.linear(normed, block + ".attn.key"),
                                layers.linear(normed, block + ".attn.value")));
        inputs.addAll(List.of("", "", "mask", "pk" + layer, "pv" + layer));
        List<String> outputs = List.of("attended" + layer, "keys" + layer, "values" + layer);
        graph.node(OnnxGraph.MICROSOFT, "MultiHeadAttention", inputs, outputs, layers.heads());
        graph.output("nk" + layer, outputs.get(1), OnnxGraph.FLOAT, 1, sizes.heads(), -1, depth);
        graph.output("nv" + layer, outputs.get(2), OnnxGraph.FLOAT, 1, sizes.heads(), -1, depth);
        return graph.node("Add", input, layers.linear(outputs.getFirst(), block + ".attn.out"));
    }

    private String crossAttention(
            OnnxGraph graph, WhisperLayers layers, String input, String block, int layer)
            throws ModelException {
        String normed = layers.norm(input, block + ".cross_attn_ln");
        long depth = sizes.width() / sizes.heads();
        for (String heard : List.of("ck" + layer, "cv" + layer)) {
            graph.input(heard, OnnxGraph.FLOAT, 1, sizes.heads(), -1, depth);
        }
        String attended =
                graph.own(
                        "MultiHeadAttention",
                        List.of(
                                layers.linear(normed, block + ".cross_attn.query"),
                                "ck" + layer,
                                "cv" + layer),
                        layers.heads());
        return graph.node("Add", input, layers.linear(attended, block + ".cross_attn.out"));
    }
}
