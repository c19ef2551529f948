package dev.sidetone.embedded.speech;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a Whisper model of one layer a side and width 4 as CTranslate2 would. */
final class TinyCt2 {

    static final int WIDTH = 4;
    static final int VOCABULARY = 6;

    private record Variable(int[] dims, int type, byte[] bytes) {}

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private float next = 1;

    static byte[] model() {
        var model = new TinyCt2();
        model.layers();
        return model.bytes();
    }

    /** Two plain tokens and a special one; the second is a blank and the byte 0. */
    static String tokenizer() {
        return """
        {"added_tokens": [{"id": 2, "content": "<|endoftext|>"}],
         "model": {"vocab": {"hi": 0, "\\u0120\\u0100": 1, "<|endoftext|>": 2}}}
        """;
    }

    static void write(Path folder) throws IOException {
        Files.write(folder.resolve("model.bin"), model());
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    }

    private void layers() {
        scalar("decoder/scale_embeddings", 0);
        halves("decoder/embeddings/weight", VOCABULARY, WIDTH);
        for (String side : new String[] {"encoder", "decoder"}) {
            scalar(side + "/num_heads", 2);
            halves(side + "/position_encodings/encodings", 3, WIDTH);
            norm(side + "/layer_norm");
            String layer = side + "/layer_0/";
            norm(layer + "ffn/layer_norm");
            linear(layer + "ffn/linear_0", 4 * WIDTH, WIDTH);
            linear(layer + "ffn/linear_1", WIDTH, 4 * WIDTH);
            norm(layer + "self_attention/layer_norm");
            linear(layer + "self_attention/linear_0", 3 * WIDTH, WIDTH);
            linear(layer + "self_attention/linear_1", WIDTH, WIDTH);
        }
        norm("decoder/layer_0/attention/layer_norm");
        linear("decoder/layer_0/attention/linear_0", WIDTH, WIDTH);
        linear("decoder/layer_0/attention/linear_1", 2 * WIDTH, WIDTH);
        linear("decoder/layer_0/attention/linear_2", WIDTH, WIDTH);
        halves("encoder/conv1/weight", WIDTH, 5, 3);
        halves("encoder/conv1/bias", WIDTH);
        halves("encoder/conv2/weight", WIDTH, WIDTH, 3);
        halves("encoder/conv2/bias", WIDTH);
    }

    private void linear(String name, int rows, int columns) {
        halves(name + "/weight", rows, columns);
        halves(name + "/bias", rows);
    }

    private void norm(String name) {
        halves(name + "/gamma", WIDTH);
        halves(name + "/beta", WIDTH);
    }

    private void scalar(String name, int value) {
        variables.put(name, new Variable(new int[0], 1, new byte[] {(byte) value}));
    }

    /** Elements count up through the whole model, so that each place can be told from its value. */
    private void halves(String name, int... dims) {
        int count = 1;
        for (int dim : dims) {
            count *= dim;
        }
        var buffer = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            buffer.putShort(Float.floatToFloat16(next++));
        }
        variables.put(name, new Variable(dims, 4, buffer.array()));
    }

    private byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ints(6));
        out.writeBytes(string("WhisperSpec"));
        out.writeBytes(ints(3, variables.size()));
        variables.forEach((name, variable) -> {
            out.writeBytes(string(name));
            out.write(variable.dims().length);
            out.writeBytes(ints(variable.dims()));
            out.write(variable.type());
            out.writeBytes(ints(variable.bytes().length));
            out.writeBytes(variable.bytes());
        });
        return out.toByteArray();
    }

    private static byte[] ints(int... values) {
        var buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 3)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (bytes.length + 1))
                .put(bytes)
                .array();
    }
}
