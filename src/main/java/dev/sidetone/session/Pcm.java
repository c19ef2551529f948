package dev.sidetone.session;

/** Lengths of base64 PCM16 at 24 kHz mono. */
final class Pcm {

    private static final int BYTES_PER_MS = 48;

    private Pcm() {}

    static long milliseconds(String base64) {
        return samples(base64) * 2 / BYTES_PER_MS;
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
