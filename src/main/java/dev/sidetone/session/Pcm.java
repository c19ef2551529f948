package dev.sidetone.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Base64;

/** Length and loudness of base64 PCM16 at 24 kHz mono. */
final class Pcm {

    private static final int BYTES_PER_MS = 48;

    /** Root mean square, about -36 dB of full scale: rooms are 20 dB below, voices above. */
    private static final double LOUD = 500;

    private Pcm() {}

    static long milliseconds(String base64) {
        return samples(base64) * 2 / BYTES_PER_MS;
    }

    /** Whether it is as loud as speech near a microphone; what cannot be read is silence. */
    static boolean loud(String base64) {
        byte[] bytes = bytes(base64);
        ShortBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        double squares = 0;
        for (int i = 0; i < samples.limit(); i++) {
            squares += (double) samples.get(i) * samples.get(i);
        }
        return samples.limit() > 0 && Math.sqrt(squares / samples.limit()) >= LOUD;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    static long samples(String base64) {
        int length = base64.length();
        int padding = 0;
        while (padding < 2 && padding < length && base64.charAt(length - 1 - padding) == '=') {
            padding++;
        }
        return (length * 3L / 4 - padding) / 2;
    }
}
