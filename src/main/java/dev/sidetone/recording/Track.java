package dev.sidetone.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One speaker's sound in the making, cut into pieces. One thread at a time.
 *
 * <p>The user's sound runs on without end and is placed by the clock: only a long gap begins
 * another stretch. The assistant's is one stretch for each item, which is held back until it must
 * have been played, because until then it may be cut off.
 */
final class Track {

    /** As positions of speech are understood: what comes late within this time has no gap. */
    private static final long GAP_MS = 3_000;

    private static final long LONGEST_MS = 30_000;

    private final Speaker speaker;
    private final long heldMs;
    private final Deque<Stretch> stretches = new ArrayDeque<>();

    /**
     * @param heldMs how long after its time a piece may still be cut
     */
    Track(Speaker speaker, long heldMs) {
        this.speaker = speaker;
        this.heldMs = heldMs;
    }

    /** A piece that is done. */
    record Done(Speaker speaker, String itemId, long fromMs, long toMs, Ogg.Stream sound) {}

    /** Sound without a gap. */
    private static final class Stretch {
        private final String itemId;
        private final Opus opus;
        private final List<byte[]> packets = new ArrayList<>();
        private final long startMs;
        private long samples;
        private long given;
        private boolean ended;
        private long cutMs = Long.MAX_VALUE;

        Stretch(String itemId, int rate, long startMs) {
            this.itemId = itemId;
            this.opus = new Opus(rate);
            this.startMs = startMs;
        }

        /** Where the next sample belongs. */
        long atMs() {
            return startMs + Math.min(cutMs, samples * 1_000 / opus.rate());
        }

        /** Where the next packet that was not given away belongs. */
        long fromMs() {
            return startMs + given * Opus.PACKET_MS;
        }

        void add(short[] pcm) {
            samples += pcm.length;
            opus.add(pcm, this::keep);
        }

        private void keep(byte[] packet) {
            long at = (given + packets.size()) * Opus.PACKET_MS;
            if (at < cutMs) {
                packets.add(packet);
            }
        }

        void end() {
            if (!ended) {
                ended = true;
                opus.end(this::keep);
            }
        }

        void cut(long ms) {
            cutMs = Math.min(cutMs, ms);
            long left = Math.max(0, Math.ceilDiv(cutMs, Opus.PACKET_MS) - given);
            while (packets.size() > left) {
                packets.removeLast();
            }
        }

        /** How many packets are played before {@code ms}. */
        int before(long ms) {
            long all = Math.max(0, (ms - fromMs()) / Opus.PACKET_MS);
            return (int) Math.min(all, packets.size());
        }

        Ogg.Stream give(int count) {
            List<byte[]> head = packets.subList(0, count);
            long length = (long) count * Ogg.PACKET - opus.delay();
            var stream = new Ogg.Stream(head, opus.delay(), Math.max(1, length));
            head.clear();
            given += count;
            return stream;
        }
    }

    /**
     * Takes in sound that was complete at {@code atMs}.
     *
     * @param itemId of the assistant's item; empty for the user
     * @return where it was placed
     */
    long add(String itemId, long atMs, int rate, short[] pcm) {
        long start = Math.max(0, atMs - pcm.length * 1_000L / rate);
        Stretch last = stretches.peekLast();
        if (last == null || last.ended || !continues(last, itemId, start, rate)) {
            if (last != null) {
                last.end();
                // what is played comes one after the other, though it may have come at once
                start = speaker == Speaker.USER ? start : Math.max(start, last.atMs());
            }
            last = new Stretch(itemId, rate, start);
            stretches.addLast(last);
        }
        long placed = last.atMs();
        last.add(pcm);
        return placed;
    }

    private boolean continues(Stretch last, String itemId, long start, int rate) {
        return last.itemId.equals(itemId)
                && last.opus.rate() == rate
                && (speaker == Speaker.ASSISTANT || start - last.atMs() < GAP_MS);
    }

    /** Of this item no more was heard than that. */
    void cut(String itemId, long heardMs) {
        for (Stretch stretch : stretches) {
            if (stretch.itemId.equals(itemId)) {
                stretch.cut(heardMs);
            }
        }
    }

    /** Pieces that are long enough or at their end, and can change no more at {@code nowMs}. */
    List<Done> due(long nowMs) {
        var done = new ArrayList<Done>();
        long until = nowMs - heldMs;
        for (Stretch stretch : List.copyOf(stretches)) {
            long all = stretch.before(until);
            int longest = (int) (LONGEST_MS / Opus.PACKET_MS);
            while (all >= longest) {
                done.add(give(stretch, longest));
                all -= longest;
            }
            if (stretch.ended && all == stretch.packets.size()) {
                finish(stretch, done);
            }
        }
        return done;
    }

    /** All that is left; nothing follows. */
    List<Done> end() {
        var done = new ArrayList<Done>();
        for (Stretch stretch : List.copyOf(stretches)) {
            stretch.end();
            done.addAll(due(Long.MAX_VALUE));
        }
        return done;
    }

    private void finish(Stretch stretch, List<Done> done) {
        if (!stretch.packets.isEmpty()) {
            done.add(give(stretch, stretch.packets.size()));
        }
        stretches.remove(stretch);
    }

    private Done give(Stretch stretch, int count) {
        long from = stretch.fromMs();
        Ogg.Stream sound = stretch.give(count);
        return new Done(speaker, stretch.itemId, from, from + (long) count * Opus.PACKET_MS, sound);
    }
}
