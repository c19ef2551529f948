package dev.sidetone.embedded.speech;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Whisper model in the ggml file format of whisper.cpp: sizes, mel filters, tokens and weights.
 * The file stays mapped until closed. One thread at a time.
 */
final class GgmlWhisper implements AutoCloseable {

    private static final int MAGIC = 0x67676d6c;
    private static final int SINGLE = 0;
    private static final int HALF = 1;
    private static final int MAX_TOKENS = 100_000;

    /** How many of what; widths in elements, contexts in positions. */
    record Sizes(
            int vocabulary,
            int audioContext,
            int width,
            int heads,
            int audioLayers,
            int textContext,
            int textLayers,
            int mels) {}

    private record Weight(int[] dims, int type, int offset, int elements) {}

    private final Arena arena = Arena.ofShared();
    private final Path path;
    private final ByteBuffer file;
    private final Sizes sizes;
    private final float[] filters;
    private final List<byte[]> tokens = new ArrayList<>();
    private final Map<String, Weight> weights = new HashMap<>();

    GgmlWhisper(Path path) throws IOException, ModelException {
        this.path = path;
        try (FileChannel channel = FileChannel.open(path)) {
            file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                            .asByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN);
        }
        try {
            sizes = readSizes();
            filters = readFilters();
            readTokens();
            readWeights();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw damaged("ends too early", e);
        }
    }

    private ModelException damaged(String how, Exception cause) {
        return new ModelException(
                path + " " + how + ": run \"sidetone models verify\" and pull it again.", cause);
    }

    private Sizes readSizes() throws ModelException {
        if (file.getInt() != MAGIC) {
            throw damaged("is no ggml file", new IOException("wrong magic number"));
        }
        int vocabulary = file.getInt();
        int audioContext = file.getInt();
        int width = file.getInt();
        int heads = file.getInt();
        int audioLayers = file.getInt();
        int textContext = file.getInt();
        file.getInt(); // width and heads of both sides are alike in every Whisper model
        file.getInt();
        int textLayers = file.getInt();
        int mels = file.getInt();
        file.getInt(); // each weight tells its own type
        return new Sizes(
                vocabulary, audioContext, width, heads, audioLayers, textContext, textLayers, mels);
    }

    private float[] readFilters() {
        float[] table = new float[file.getInt() * file.getInt()];
        for (int i = 0; i < table.length; i++) {
            table[i] = file.getFloat();
        }
        return table;
    }

    private void readTokens() throws ModelException {
        int count = file.getInt();
        if (count < 1 || count > MAX_TOKENS) {
            throw damaged("claims " + count + " tokens", new IOException("bad token count"));
        }
        for (int i = 0; i < count; i++) {
            byte[] token = new byte[file.getInt()];
            file.get(token);
            tokens.add(token);
        }
    }

    private void readWeights() {
        while (file.hasRemaining()) {
            int[] dims = new int[file.getInt()];
            byte[] name = new byte[file.getInt()];
            int type = file.getInt();
            int elements = 1;
            for (int i = dims.length - 1; i >= 0; i--) { // the file begins with the innermost
                dims[i] = file.getInt();
                elements *= dims[i];
            }
            file.get(name);
            weights.put(
                    new String(name, StandardCharsets.US_ASCII),
                    new Weight(dims, type, file.position(), elements));
            file.position(file.position() + elements * (type == SINGLE ? 4 : 2));
        }
    }

    Sizes sizes() {
        return sizes;
    }

    /** Row after row, as {@link MelFilters#table}. */
    float[] filters() {
        return filters;
    }

    List<byte[]> tokens() {
        return List.copyOf(tokens);
    }

    boolean has(String name) {
        return weights.containsKey(name);
    }

    private Weight weight(String name) throws ModelException {
        return Optional.ofNullable(weights.get(name))
                .orElseThrow(() -> damaged("has no weight " + name, new IOException("missing")));
    }

    /** Sizes of a weight, the outermost first. */
    int[] dims(String name) throws ModelException {
        return weight(name).dims().clone();
    }

    float[] floats(String name) throws ModelException {
        return floats(name, 0, weight(name).elements());
    }

    /** {@code count} elements of a weight from element {@code from} on. */
    float[] floats(String name, int from, int count) throws ModelException {
        Weight weight = weight(name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            int at = from + i;
            values[i] =
                    switch (weight.type()) {
                        case SINGLE -> file.getFloat(weight.offset() + at * Float.BYTES);
                        case HALF ->
                                Float.float16ToFloat(
                                        file.getShort(weight.offset() + at * Short.BYTES));
                        default ->
                                throw damaged(
                                        "keeps " + name + " in an unknown format",
                                        new IOException("type " + weight.type()));
                    };
        }
        return values;
    }

    @Override
    public void close() {
        arena.close();
    }
}
