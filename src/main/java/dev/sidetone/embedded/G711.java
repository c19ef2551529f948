package dev.sidetone.embedded;

/** The two companding laws of ITU-T G.711, sample by sample. */
final class G711 {

    private static final int BIAS = 0x84;
    private static final int CLIP = 32_635;

    private G711() {}

    static byte toUlaw(short sample) {
        int value = sample;
        int sign = value < 0 ? 0x80 : 0;
        int magnitude = Math.min(CLIP, Math.abs(value)) + BIAS;
        int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
        int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return (byte) ~(sign | (exponent << 4) | mantissa);
    }

    static short fromUlaw(byte code) {
        int bits = ~code & 0xff;
        int exponent = (bits >> 4) & 0x07;
        int magnitude = ((((bits & 0x0f) << 3) + BIAS) << exponent) - BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    static byte toAlaw(short sample) {
        int sign = sample < 0 ? 0 : 0x80;
        int magnitude = Math.min(32_767, sample < 0 ? ~sample : sample) >> 3;
        int exponent = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
        int mantissa = (magnitude >> Math.max(1, exponent)) & 0x0f;
        return (byte) ((sign | (exponent << 4) | mantissa) ^ 0x55);
    }

    static short fromAlaw(byte code) {
        int bits = (code & 0xff) ^ 0x55;
        int exponent = (bits >> 4) & 0x07;
        int magnitude = (bits & 0x0f) << 4;
        magnitude = exponent == 0 ? magnitude + 8 : (magnitude + 0x108) << (exponent - 1);
        return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
