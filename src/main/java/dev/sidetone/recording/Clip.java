package dev.sidetone.recording;

import java.util.ArrayList;
import java.util.List;

/** Cuts a span out of pieces that follow each other. */
final class Clip {

    /** A decoder that begins in the middle needs so much before it sounds right (RFC 7845). */
    private static final int LEAD_IN = 4;

    private Clip() {}

    /** A piece and what it says. */
    record Piece(long fromMs, Ogg.Stream stream) {

        long toMs() {
            return fromMs + stream.packets().size() * (long) Opus.PACKET_MS;
        }
    }

    /** All of them, one after the other. */
    static byte[] whole(List<Piece> pieces) {
        var packets = new ArrayList<byte[]>();
        pieces.forEach(piece -> packets.addAll(piece.stream().packets()));
        int skip = pieces.getFirst().stream().skip();
        return Ogg.write(new Ogg.Stream(packets, skip, (long) packets.size() * Ogg.PACKET - skip));
    }

    /**
     * From {@code fromMs} to {@code toMs}, as much of it as there is; what is missing between two
     * pieces is left out.
     *
     * @param pieces in their order, at least one of which has something of it
     */
    static byte[] span(List<Piece> pieces, long fromMs, long toMs) {
        var packets = new ArrayList<byte[]>();
        int delay = pieces.getFirst().stream().skip();
        long skip = -1;
        long wanted = 0;
        for (Piece piece : pieces) {
            long from = Math.max(fromMs, piece.fromMs());
            long to = Math.min(toMs, piece.toMs());
            if (from >= to) {
                continue;
            }
            int first = (int) ((from - piece.fromMs()) / Opus.PACKET_MS);
            if (skip < 0) {
                first = Math.max(0, first - LEAD_IN);
                long lead = from - piece.fromMs() - (long) first * Opus.PACKET_MS;
                skip = lead * Ogg.RATE / 1_000 + delay;
            }
            packets.addAll(piece.stream().packets().subList(first, last(piece, to, delay)));
            wanted += (to - from) * Ogg.RATE / 1_000;
        }
        long there = (long) packets.size() * Ogg.PACKET - skip;
        return Ogg.write(new Ogg.Stream(packets, (int) skip, Math.min(wanted, there)));
    }

    /** Behind the packet with the last sound, which comes out late by the delay. */
    private static int last(Piece piece, long to, int delay) {
        long samples = (to - piece.fromMs()) * Ogg.RATE / 1_000 + delay;
        long packets = (samples + Ogg.PACKET - 1) / Ogg.PACKET;
        return (int) Math.min(packets, piece.stream().packets().size());
    }
}
