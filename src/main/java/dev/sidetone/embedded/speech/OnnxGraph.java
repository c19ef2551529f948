package dev.sidetone.embedded.speech;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX graph under construction; values are known by their names. Weights are read when the
 * graph is saved, one at a time, so that a large model needs no heap. Field numbers are those of
 * {@code onnx.proto} (github.com/onnx/onnx). One thread at a time.
 */
final class OnnxGraph {

    /** Operators that onnxruntime has beyond the standard. */
    static final String MICROSOFT = "com.microsoft";

    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT64 = 7;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    /** Gives the numbers of a weight when they are needed. */
    interface Numbers {
        ByteBuffer get() throws ModelException;
    }

    private record Weight(Protobuf head, long bytes, Numbers numbers) {
        /** Of the tensor message without its own tag. */
        long size() {
            return head.size() + bytes;
        }
    }

    private final Protobuf nodes = new Protobuf();
    private final Protobuf ends = new Protobuf();
    private final List<Weight> weights = new ArrayList<>();
    private int count;

    /** A weight of 32 bit floats. */
    String floats(String name, Numbers numbers, long... dims) {
        return weight(name, FLOAT, Float.BYTES, numbers, dims);
    }

    String floats(String name, float[] values, long... dims) {
        return floats(name, () -> bytes(values), dims);
    }

    String bytes(String name, Numbers numbers, long... dims) {
        return weight(name, UINT8, 1, numbers, dims);
    }

    /** A list of whole numbers, such as a shape. */
    String longs(String name, long... values) {
        return weight(name, INT64, Long.BYTES, () -> bytes(values), values.length);
    }

    /** One whole number without a dimension. */
    String index(String name, long value) {
        return weight(name, INT64, Long.BYTES, () -> bytes(new long[] {value}));
    }

    private String weight(String name, int type, int width, Numbers numbers, long... dims) {
        var head = new Protobuf();
        long bytes = width;
        for (long dim : dims) {
            head.number(1, dim);
            bytes *= dim;
        }
        head.number(2, type).text(8, name).length(9, bytes);
        weights.add(new Weight(head, bytes, numbers));
        return name;
    }

    static ByteBuffer bytes(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    private static ByteBuffer bytes(long[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return buffer;
    }

    /** Adds a standard operator and returns its only output. */
    String node(String operator, List<String> inputs, Map<String, ?> attributes) {
        String output = operator + "_" + count++;
        node("", operator, inputs, List.of(output), attributes);
        return output;
    }

    String node(String operator, String... inputs) {
        return node(operator, List.of(inputs), Map.of());
    }

    /** Adds an operator of onnxruntime's own and returns its only output. */
    String own(String operator, List<String> inputs, Map<String, ?> attributes) {
        String output = operator + "_" + count++;
        node(MICROSOFT, operator, inputs, List.of(output), attributes);
        return output;
    }

    /** Adds an operator. Attributes are {@code Long}, {@code Float} or {@code long[]}. */
    void node(
            String domain,
            String operator,
            List<String> inputs,
            List<String> outputs,
            Map<String, ?> attributes) {
        var node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(4, operator).text(7, domain);
        new TreeMap<>(attributes) // the same bytes in every run
                .forEach((name, value) -> node.message(5, attribute(name, value)));
        nodes.message(1, node);
    }

    private static Protobuf attribute(String name, Object value) {
        var attribute = new Protobuf().text(1, name);
        return switch (value) {
            case Long number -> attribute.number(3, number).number(20, 2);
            case Float number -> attribute.real(2, number).number(20, 1);
            case long[] numbers -> {
                Arrays.stream(numbers).forEach(number -> attribute.number(8, number));
                yield attribute.number(20, 7);
            }
            default -> throw new IllegalArgumentException(name + " has a " + value.getClass());
        };
    }

    /** Declares an input; a size of −1 is open. */
    void input(String name, int type, long... dims) {
        ends.message(11, value(name, type, dims));
    }

    /** Declares {@code value} as an output under {@code name}. */
    void output(String name, String value, int type, long... dims) {
        node("", "Identity", List.of(value), List.of(name), Map.of());
        ends.message(12, value(name, type, dims));
    }

    private static Protobuf value(String name, int type, long... dims) {
        var shape = new Protobuf();
        for (long dim : dims) {
            var size = new Protobuf();
            shape.message(1, dim < 0 ? size : size.number(1, dim));
        }
        var tensor = new Protobuf().number(1, type).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    /** Writes the model to {@code target}. */
    void save(Path target) throws IOException, ModelException {
        Protobuf start =
                new Protobuf()
                        .number(1, IR_VERSION)
                        .text(2, "sidetone")
                        .message(8, new Protobuf().text(1, "").number(2, OPSET))
                        .message(8, new Protobuf().text(1, MICROSOFT).number(2, 1));
        Protobuf rest = new Protobuf().text(2, "whisper");
        long size = nodes.size() + rest.size() + ends.size();
        for (Weight weight : weights) {
            size += tag(weight).size() + weight.size();
        }
        start.length(7, size);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 20)) {
            out.write(start.toByteArray());
            out.write(nodes.toByteArray());
            out.write(rest.toByteArray());
            for (Weight weight : weights) {
                out.write(tag(weight).toByteArray());
                out.write(weight.head().toByteArray());
                out.write(numbers(weight));
            }
            out.write(ends.toByteArray());
        }
    }

    private static Protobuf tag(Weight weight) {
        return new Protobuf().length(5, weight.size());
    }

    private static byte[] numbers(Weight weight) throws ModelException {
        byte[] numbers = weight.numbers().get().array();
        if (numbers.length != weight.bytes()) {
            throw new ModelException(
                    "A weight has "
                            + numbers.length
                            + " bytes where its sizes ask for "
                            + weight.bytes()
                            + ": the model is of another layout.");
        }
        return numbers;
    }
}
