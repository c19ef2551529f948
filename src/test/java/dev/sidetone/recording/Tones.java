package dev.sidetone.recording;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/** Sound that can be told apart, and what came of it, decoded by the codec itself. */
public final class Tones {

    private Tones() {}

    /** A sine, loud. */
    public static short[] tone(int rate, int hertz, int ms) {
        short[] pcm = new short[rate / 1_000 * ms];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (12_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return pcm;
    }

    /** What a player would play of a file, at 48 kHz. */
    public static short[] decoded(byte[] file) {
        Ogg.Stream stream = Ogg.read(file);
        short[] all = new short[stream.packets().size() * Ogg.PACKET];
        try {
            var decoder = new OpusDecoder(Ogg.RATE, 1);
            int at = 0;
            for (byte[] packet : stream.packets()) {
                at += decoder.decode(packet, 0, packet.length, all, at, Ogg.PACKET, false);
            }
        } catch (OpusException e) {
            throw new AssertionError(e);
        }
        return Arrays.copyOfRange(
                all, stream.skip(), Math.toIntExact(stream.skip() + stream.length()));
    }

    /** How much of this frequency is in it, 0…1 of a full sine (Goertzel). */
    static double share(short[] pcm, int from, int to, int hertz) {
        double step = 2 * Math.PI * hertz / Ogg.RATE;
        double sin = 0;
        double cos = 0;
        for (int i = from; i < to; i++) {
            sin += pcm[i] * Math.sin(step * i);
            cos += pcm[i] * Math.cos(step * i);
        }
        return Math.hypot(sin, cos) * 2 / (to - from) / 12_000;
    }

    public static double rms(short[] pcm) {
        double sum = 0;
        for (short sample : pcm) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / Math.max(1, pcm.length));
    }

    static int millis(short[] pcm) {
        return pcm.length / (Ogg.RATE / 1_000);
    }
}
