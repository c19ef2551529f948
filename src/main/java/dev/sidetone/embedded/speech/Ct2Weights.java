package dev.sidetone.embedded.speech;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a CTranslate2 binary (version 6, {@code WhisperSpec}).
 *
 * <p>The file is a header and a list of variables: name, rank, dimensions, element type, byte
 * length, bytes. Everything is little-endian; strings carry a 16 bit length that counts a closing
 * zero.
 */
final class Ct2Weights {

    private static final int VERSION = 6;
    private static final String SPEC = "WhisperSpec";
    private static final int MAX_VARIABLES = 10_000;
    private static final int INT8 = 1;
    private static final int INT16 = 2;
    private static final int FLOAT16 = 4;

    /** One variable; {@code offset} is where its bytes begin in the file. */
    record Variable(String name, int[] dims, int type, int offset, int bytes) {

        int elements() {
            int product = 1;
            for (int dim : dims) {
                product = Math.multiplyExact(product, dim);
            }
            return product;
        }
    }

    private final ByteBuffer file;
    private final Map<String, Variable> variables = new HashMap<>();

    Ct2Weights(ByteBuffer file) throws ModelException {
        this.file = file.order(ByteOrder.LITTLE_ENDIAN);
        try {
            readHeader();
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new ModelException("The CTranslate2 file ends too early: fetch it again.", e);
        }
    }

    private void readHeader() throws ModelException {
        int version = file.getInt();
        if (version != VERSION || !readString().equals(SPEC)) {
            throw new ModelException(
                    "Not a CTranslate2 Whisper file of version 6 (it says version "
                            + version
                            + "): this converter knows no other layout.");
        }
        file.getInt(); // revision of the spec; all revisions share this layout
        int count = file.getInt();
        if (count < 1 || count > MAX_VARIABLES) {
            throw new ModelException("The CTranslate2 file claims " + count + " variables.");
        }
        for (int i = 0; i < count; i++) {
            Variable variable = readVariable();
            variables.put(variable.name(), variable);
        }
    }

    private Variable readVariable() throws ModelException {
        String name = readString();
        int[] dims = new int[file.get() & 0xff];
        for (int d = 0; d < dims.length; d++) {
            dims[d] = file.getInt();
        }
        int type = file.get();
        int bytes = file.getInt();
        if (bytes < 0 || bytes > file.remaining()) {
            throw new ModelException(
                    "The CTranslate2 file ends inside variable " + name + ": fetch it again.");
        }
        var variable = new Variable(name, dims, type, file.position(), bytes);
        file.position(file.position() + bytes);
        return variable;
    }

    private String readString() {
        byte[] bytes = new byte[file.getShort() & 0xffff];
        file.get(bytes);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    Variable get(String name) throws ModelException {
        return Optional.ofNullable(variables.get(name))
                .orElseThrow(() ->
                        new ModelException(
                                "The CTranslate2 file has no variable "
                                        + name
                                        + ": it is not a Whisper model of the known"
                                        + " layout."));
    }

    /** The first dimension-{@code index} size of a variable. */
    int dim(String name, int index) throws ModelException {
        int[] dims = get(name).dims();
        if (index >= dims.length) {
            throw new ModelException(name + " has " + dims.length + " dimensions, too few.");
        }
        return dims[index];
    }

    /** A whole number kept as an 8 or 16 bit scalar. */
    int scalar(String name) throws ModelException {
        Variable variable = get(name);
        return switch (variable.type()) {
            case INT8 -> file.get(variable.offset());
            case INT16 -> file.getShort(variable.offset());
            default -> throw new ModelException(name + " is no 8 or 16 bit whole number.");
        };
    }

    /** How many transformer layers a side ({@code encoder}, {@code decoder}) has. */
    int layers(String side) {
        int count = 0;
        while (variables.containsKey(side + "/layer_" + count + "/ffn/linear_0/bias")) {
            count++;
        }
        return count;
    }

    /** The bit patterns of {@code count} half-precision elements, from element {@code from} on. */
    short[] halves(Variable variable, int from, int count) throws ModelException {
        if (variable.type() != FLOAT16) {
            throw new ModelException(
                    variable.name() + " is not float16: only float16 models can be converted.");
        }
        if (from < 0 || (long) (from + count) * Short.BYTES > variable.bytes()) {
            throw new ModelException(variable.name() + " is smaller than its dimensions say.");
        }
        short[] values = new short[count];
        file.slice(variable.offset() + from * Short.BYTES, count * Short.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(values);
        return values;
    }
}
