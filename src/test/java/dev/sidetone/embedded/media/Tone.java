package dev.sidetone.embedded.media;

import java.util.function.Supplier;

/** A sine at half of full scale, 24 kHz. */
final class Tone {

    private Tone() {}

    static short[] pcm(double hertz, int milliseconds) {
        short[] pcm = new short[milliseconds * PlayoutQueue.RATE / 1_000];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (16_000 * Math.sin(2 * Math.PI * hertz * i / PlayoutQueue.RATE));
        }
        return pcm;
    }

    /** Endless frames of 10 ms. The frequency must be a multiple of 100. */
    static Supplier<byte[]> frames(double hertz) {
        short[] pcm = pcm(hertz, 10);
        byte[] frame = new byte[pcm.length * 2];
        for (int i = 0; i < pcm.length; i++) {
            frame[2 * i] = (byte) pcm[i];
            frame[2 * i + 1] = (byte) (pcm[i] >> 8);
        }
        return () -> frame;
    }
}
