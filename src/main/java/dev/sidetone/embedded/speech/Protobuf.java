package dev.sidetone.embedded.speech;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One protobuf message under construction. See protobuf.dev, "Encoding". One thread at a time. */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Protobuf number(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    Protobuf real(int field, float value) {
        varint((long) field << 3 | FIXED32);
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(bits >> shift);
        }
        return this;
    }

    Protobuf text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf message(int field, Protobuf value) {
        return bytes(field, value.toByteArray());
    }

    Protobuf bytes(int field, byte[] value) {
        length(field, value.length);
        out.writeBytes(value);
        return this;
    }

    /** Announces {@code length} bytes that the caller writes behind this message. */
    Protobuf length(int field, long length) {
        varint((long) field << 3 | LENGTH);
        varint(length);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    int size() {
        return out.size();
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
