package dev.sidetone.embedded.speech;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns a float16 CTranslate2 Whisper model into the ggml file whisper.cpp reads, byte for byte the
 * one its authors publish.
 *
 * <p>CTranslate2 keeps query, key and value of an attention in one matrix (key and value in cross
 * attention) and has a key bias that is always zero; ggml wants them apart and without it. ggml
 * keeps matrices in half and vectors in single precision.
 */
final class Ct2ToGgml {

    private static final int MAGIC = 0x67676d6c;
    private static final int HALF = 1;
    private static final int SINGLE = 0;

    private final Ct2Weights weights;
    private final OutputStream out;
    private final int width;

    private Ct2ToGgml(Ct2Weights weights, OutputStream out) throws ModelException {
        this.weights = weights;
        this.out = out;
        this.width = weights.dim("decoder/layer_norm/gamma", 0);
    }

    /** Converts {@code model} with its {@code tokenizer.json} into {@code target}. */
    static void convert(Path model, Path tokenizer, Path target)
            throws IOException, ModelException {
        List<byte[]> tokens = WhisperVocabulary.read(tokenizer);
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(model);
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(target), 1 << 20)) {
            ByteBuffer file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                            .asByteBuffer();
            new Ct2ToGgml(new Ct2Weights(file), out).write(tokens);
        }
    }

    private void write(List<byte[]> tokens) throws IOException, ModelException {
        if (weights.scalar("decoder/scale_embeddings") != 0) {
            throw new ModelException("This Whisper variant scales its embeddings: not supported.");
        }
        int mels = weights.dim("encoder/conv1/weight", 1);
        header(mels);
        mel(mels);
        writeInt(tokens.size());
        for (byte[] token : tokens) {
            writeInt(token.length);
            out.write(token);
        }
        embeddings();
        decoder();
        encoder();
    }

    private void header(int mels) throws IOException, ModelException {
        String audio = "encoder/position_encodings/encodings";
        String text = "decoder/position_encodings/encodings";
        int[] values = {
            MAGIC,
            weights.dim("decoder/embeddings/weight", 0),
            weights.dim(audio, 0),
            weights.dim(audio, 1),
            weights.scalar("encoder/num_heads"),
            weights.layers("encoder"),
            weights.dim(text, 0),
            weights.dim(text, 1),
            weights.scalar("decoder/num_heads"),
            weights.layers("decoder"),
            mels,
            HALF
        };
        for (int value : values) {
            writeInt(value);
        }
    }

    private void mel(int mels) throws IOException {
        writeInt(mels);
        writeInt(MelFilters.BINS);
        for (float weight : MelFilters.table(mels)) {
            writeInt(Float.floatToIntBits(weight));
        }
    }

    private void embeddings() throws IOException, ModelException {
        whole("decoder.positional_embedding", "decoder/position_encodings/encodings", SINGLE);
        whole("encoder.positional_embedding", "encoder/position_encodings/encodings", SINGLE);
        whole("decoder.token_embedding.weight", "decoder/embeddings/weight", HALF);
    }

    private void decoder() throws IOException, ModelException {
        for (int i = 0; i < weights.layers("decoder"); i++) {
            String source = "decoder/layer_" + i;
            String name = "decoder.blocks." + i;
            block(source, name);
            norm(source + "/attention/layer_norm", name + ".cross_attn_ln");
            crossAttention(source + "/attention/", name + ".cross_attn");
        }
        norm("decoder/layer_norm", "decoder.ln");
    }

    private void encoder() throws IOException, ModelException {
        for (String conv : List.of("conv1", "conv2")) {
            whole("encoder." + conv + ".weight", "encoder/" + conv + "/weight", HALF);
            Ct2Weights.Variable bias = weights.get("encoder/" + conv + "/bias");
            int[] column = {bias.elements(), 1}; // whisper.cpp adds it along the time axis
            tensor("encoder." + conv + ".bias", column, bias, 0, SINGLE);
        }
        for (int i = 0; i < weights.layers("encoder"); i++) {
            block("encoder/layer_" + i, "encoder.blocks." + i);
        }
        norm("encoder/layer_norm", "encoder.ln_post");
    }

    private void block(String source, String name) throws IOException, ModelException {
        norm(source + "/ffn/layer_norm", name + ".mlp_ln");
        linear(source + "/ffn/linear_0", name + ".mlp.0");
        linear(source + "/ffn/linear_1", name + ".mlp.2");
        norm(source + "/self_attention/layer_norm", name + ".attn_ln");
        String attention = source + "/self_attention/";
        query(attention + "linear_0", name + ".attn");
        keyAndValue(attention + "linear_0", 1, name + ".attn");
        linear(attention + "linear_1", name + ".attn.out");
    }

    private void crossAttention(String source, String name) throws IOException, ModelException {
        query(source + "linear_0", name);
        keyAndValue(source + "linear_1", 0, name);
        linear(source + "linear_2", name + ".out");
    }

    private void query(String source, String name) throws IOException, ModelException {
        chunk(name + ".query.weight", source + "/weight", 0, HALF);
        chunk(name + ".query.bias", source + "/bias", 0, SINGLE);
    }

    private void keyAndValue(String source, int first, String name)
            throws IOException, ModelException {
        chunk(name + ".key.weight", source + "/weight", first, HALF);
        chunk(name + ".value.weight", source + "/weight", first + 1, HALF);
        chunk(name + ".value.bias", source + "/bias", first + 1, SINGLE);
    }

    private void linear(String source, String name) throws IOException, ModelException {
        whole(name + ".weight", source + "/weight", HALF);
        whole(name + ".bias", source + "/bias", SINGLE);
    }

    private void norm(String source, String name) throws IOException, ModelException {
        whole(name + ".weight", source + "/gamma", SINGLE);
        whole(name + ".bias", source + "/beta", SINGLE);
    }

    private void whole(String name, String source, int kind) throws IOException, ModelException {
        Ct2Weights.Variable variable = weights.get(source);
        tensor(name, variable.dims(), variable, 0, kind);
    }

    /** The {@code index}-th block of {@code width} rows of a stacked matrix or bias. */
    private void chunk(String name, String source, int index, int kind)
            throws IOException, ModelException {
        Ct2Weights.Variable variable = weights.get(source);
        boolean matrix = variable.dims().length > 1;
        int columns = matrix ? variable.dims()[1] : 1;
        int[] dims = matrix ? new int[] {width, columns} : new int[] {width};
        tensor(name, dims, variable, index * width * columns, kind);
    }

    private void tensor(String name, int[] dims, Ct2Weights.Variable source, int from, int kind)
            throws IOException, ModelException {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        writeInt(dims.length);
        writeInt(ascii.length);
        writeInt(kind);
        int count = 1;
        for (int i = dims.length - 1; i >= 0; i--) { // ggml counts from the innermost dimension
            writeInt(dims[i]);
            count *= dims[i];
        }
        out.write(ascii);
        out.write(bytes(weights.halves(source, from, count), kind));
    }

    private static byte[] bytes(short[] halves, int kind) {
        int size = kind == HALF ? Short.BYTES : Float.BYTES;
        ByteBuffer buffer =
                ByteBuffer.allocate(halves.length * size).order(ByteOrder.LITTLE_ENDIAN);
        if (kind == HALF) {
            buffer.asShortBuffer().put(halves);
        } else {
            for (short half : halves) {
                buffer.putFloat(Float.float16ToFloat(half));
            }
        }
        return buffer.array();
    }

    private void writeInt(int value) throws IOException {
        out.write(value);
        out.write(value >> 8);
        out.write(value >> 16);
        out.write(value >> 24);
    }
}
