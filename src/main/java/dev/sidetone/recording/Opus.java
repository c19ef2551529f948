package dev.sidetone.recording;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/** Makes packets of 20 ms out of one speaker's sound. One thread at a time. */
final class Opus {

    /** Milliseconds in a packet. */
    static final int PACKET_MS = 20;

    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);
    private static final int BITS_PER_SECOND = 24_000;

    /** Speech at this rate sounds the same from here on; the steps above cost processor time. */
    private static final int COMPLEXITY = 4;

    private static final int LONGEST_PACKET = 1_500;

    private final OpusEncoder encoder;
    private final int rate;
    private final short[] frame;
    private final byte[] room = new byte[LONGEST_PACKET];
    private int filled;

    Opus(int rate) {
        if (!takes(rate)) {
            throw new IllegalArgumentException("Opus has no rate of " + rate + " Hz");
        }
        this.rate = rate;
        this.frame = new short[rate / 1_000 * PACKET_MS];
        try {
            encoder = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        } catch (OpusException e) {
            throw new IllegalStateException("the Opus encoder does not start", e);
        }
        encoder.setBitrate(BITS_PER_SECOND);
        encoder.setUseVBR(true);
        encoder.setComplexity(COMPLEXITY);
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    }

    static boolean takes(int rate) {
        return RATES.contains(rate);
    }

    int rate() {
        return rate;
    }

    /** How much later sound comes out of a decoder than it went in here, in samples at 48 kHz. */
    int delay() {
        return encoder.getLookahead() * (Ogg.RATE / rate);
    }

    void add(short[] pcm, Consumer<byte[]> packets) {
        int taken = 0;
        while (taken < pcm.length) {
            int count = Math.min(frame.length - filled, pcm.length - taken);
            System.arraycopy(pcm, taken, frame, filled, count);
            filled += count;
            taken += count;
            if (filled == frame.length) {
                packets.accept(packet());
            }
        }
    }

    /** What is left, filled up with silence. */
    void end(Consumer<byte[]> packets) {
        if (filled > 0) {
            Arrays.fill(frame, filled, frame.length, (short) 0);
            packets.accept(packet());
        }
    }

    private byte[] packet() {
        filled = 0;
        try {
            int length = encoder.encode(frame, 0, frame.length, room, 0, room.length);
            return Arrays.copyOf(room, length);
        } catch (OpusException e) {
            throw new IllegalStateException("the Opus encoder failed", e);
        }
    }
}
