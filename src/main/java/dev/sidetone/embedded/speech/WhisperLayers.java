package dev.sidetone.embedded.speech;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The layers that both sides of Whisper are made of. The encoder multiplies large matrices, where
 * plain floats are fastest; the decoder reads every weight for every token, so there a weight takes
 * eight bits, with one scale for each block of {@value #BLOCK}.
 */
final class WhisperLayers {

    static final int BLOCK = 32;

    private static final int MIDDLE = 128;

    private final OnnxGraph graph;
    private final GgmlWhisper model;
    private final boolean eightBit;

    WhisperLayers(OnnxGraph graph, GgmlWhisper model, boolean eightBit) {
        this.graph = graph;
        this.model = model;
        this.eightBit = eightBit;
    }

    /** A matrix multiplication, with the bias that the model may have for it. */
    String linear(String input, String name) throws ModelException {
        return eightBit ? blockwise(input, name) : plain(input, name);
    }

    private String plain(String input, String name) throws ModelException {
        int[] dims = model.dims(name + ".weight");
        String matrix =
                graph.floats(
                        name + ".weight",
                        () -> OnnxGraph.bytes(transposed(model.floats(name + ".weight"), dims[1])),
                        dims[1],
                        dims[0]);
        String product = graph.node("MatMul", input, matrix);
        return model.has(name + ".bias")
                ? graph.node("Add", product, vector(name + ".bias"))
                : product;
    }

    /** Turns rows of {@code columns} elements into columns. */
    private static float[] transposed(float[] rows, int columns) {
        int count = rows.length / columns;
        float[] turned = new float[rows.length];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * count + row] = rows[row * columns + column];
            }
        }
        return turned;
    }

    private String blockwise(String input, String name) throws ModelException {
        weigh(name + ".weight");
        List<String> inputs =
                model.has(name + ".bias")
                        ? List.of(
                                input,
                                name + ".weight",
                                name + ".weight.scale",
                                "",
                                "",
                                vector(name + ".bias"))
                        : List.of(input, name + ".weight", name + ".weight.scale");
        return multiply(inputs, model.dims(name + ".weight"));
    }

    /** Multiplies with a weight that {@link #weigh} declared. */
    String multiply(List<String> inputs, int[] dims) {
        return graph.own(
                "MatMulNBits",
                inputs,
                Map.of(
                        "K", (long) dims[1],
                        "N", (long) dims[0],
                        "bits", 8L,
                        "block_size", (long) BLOCK,
                        "accuracy_level", 4L));
    }

    /** Declares a matrix in eight bits under its own name, and its scales beside it. */
    void weigh(String name) throws ModelException {
        int[] dims = model.dims(name);
        int blocks = dims[1] / BLOCK;
        graph.bytes(name, () -> quantised(name, dims), dims[0], blocks, BLOCK);
        graph.floats(name + ".scale", () -> scales(name, dims), dims[0], blocks);
    }

    private ByteBuffer quantised(String name, int[] dims) throws ModelException {
        byte[] bytes = new byte[dims[0] * dims[1]];
        for (int row = 0; row < dims[0]; row++) {
            float[] values = model.floats(name, row * dims[1], dims[1]);
            for (int block = 0; block < values.length; block += BLOCK) {
                float scale = scale(values, block);
                for (int i = block; i < block + BLOCK; i++) {
                    int level = scale == 0 ? MIDDLE : Math.round(values[i] / scale) + MIDDLE;
                    bytes[row * dims[1] + i] = (byte) Math.clamp(level, 0, 2 * MIDDLE - 1);
                }
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    private ByteBuffer scales(String name, int[] dims) throws ModelException {
        float[] scales = new float[dims[0] * dims[1] / BLOCK];
        for (int row = 0; row < dims[0]; row++) {
            float[] values = model.floats(name, row * dims[1], dims[1]);
            for (int i = 0; i < values.length; i += BLOCK) {
                scales[(row * dims[1] + i) / BLOCK] = scale(values, i);
            }
        }
        return OnnxGraph.bytes(scales);
    }

    /** The value farthest from zero gets level 0, which lies farther out than level 255. */
    private static float scale(float[] values, int from) {
        float farthest = 0;
        for (int i = from; i < from + BLOCK; i++) {
            farthest = Math.abs(values[i]) > Math.abs(farthest) ? values[i] : farthest;
        }
        return farthest / -MIDDLE;
    }

    /** A bias, or another weight that is used as it is, flattened. */
    String vector(String name) throws ModelException {
        int elements = 1;
        for (int dim : model.dims(name)) {
            elements *= dim;
        }
        return graph.floats(name, () -> OnnxGraph.bytes(model.floats(name)), elements);
    }

    /** A weight in its own shape. */
    String whole(String name) throws ModelException {
        int[] dims = model.dims(name);
        long[] shape = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            shape[i] = dims[i];
        }
        return graph.floats(name, () -> OnnxGraph.bytes(model.floats(name)), shape);
    }

    String norm(String input, String name) throws ModelException {
        return graph.node(
                "LayerNormalization",
                List.of(input, vector(name + ".weight"), vector(name + ".bias")),
                Map.of("axis", -1L, "epsilon", 1e-5f));
    }

    String gelu(String input) {
        return graph.own("Gelu", List.of(input), Map.of());
    }

    /** The two matrices at the end of a block, with what went in added again. */
    String feedForward(String input, String block) throws ModelException {
        String inner = gelu(linear(norm(input, block + ".mlp_ln"), block + ".mlp.0"));
        return graph.node("Add", input, linear(inner, block + ".mlp.2"));
    }

    Map<String, Long> heads() {
        return Map.of("num_heads", (long) model.sizes().heads());
    }
}
