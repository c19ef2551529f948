package dev.sidetone.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What the assistant is saying right now, as far as the service can know: on a media leg it is
 * told; over a WebSocket it assumes that the client plays in real time from the first delta on. One
 * thread at a time.
 */
final class Playback {

    /** How far the reference may drift from the play head before it is set anew. */
    private static final long DRIFT_MS = 120;

    private static final long RECENT_MS = 6_000;
    private static final long SOON_MS = 1_000;

    private final Optional<MediaLeg> leg;
    private final Work work;
    private String lastWords = "";
    private final Deque<Track> tracks = new ArrayDeque<>();

    Playback(Optional<MediaLeg> leg, Work work) {
        this.leg = leg;
        this.work = work;
    }

    /** One item's audio. */
    private static final class Track {
        private final String itemId;
        private final String responseId;
        private final SpokenRecord record;
        private final SampleQueue samples = new SampleQueue();
        private final Resampler resampler = new Resampler(SpeechSynthesizer.RATE, SampleQueue.RATE);
        private long startedAt;
        private boolean ended;
        private int cursor;

        Track(String itemId, String responseId, SpokenRecord record, long startedAt) {
            this.itemId = itemId;
            this.responseId = responseId;
            this.record = record;
            this.startedAt = startedAt;
        }
    }

    /**
     * What was cut off.
     *
     * @param heardMs how much of the item's audio was played
     */
    record Cut(String itemId, String responseId, SpokenRecord record, long heardMs) {}

    boolean onLeg() {
        return leg.isPresent();
    }

    /** Adds audio of an item; the record must know it already. */
    void play(String itemId, String responseId, SpokenRecord record, short[] pcm) {
        Track track = tracks.peekLast();
        if (track == null || !track.itemId.equals(itemId)) {
            track = new Track(itemId, responseId, record, Math.max(work.now(), endOfLast()));
            tracks.addLast(track);
        }
        track.samples.add(track.resampler.process(pcm));
        leg.ifPresent(media -> media.play(itemId, pcm));
    }

    /** Nothing more follows for the item. */
    void end(String itemId) {
        tracks.stream().filter(t -> t.itemId.equals(itemId)).forEach(t -> t.ended = true);
        leg.ifPresent(media -> media.endOfAudio(itemId));
    }

    private long endOfLast() {
        Track last = tracks.peekLast();
        return last == null || leg.isPresent() ? 0 : last.startedAt + last.record.totalMs();
    }

    /** Stops all sound at once. */
    Optional<Cut> stop() {
        prune();
        Optional<Track> current = Optional.ofNullable(tracks.peekFirst());
        Optional<Cut> cut =
                current.map(t -> new Cut(t.itemId, t.responseId, t.record, positionMs(t)));
        lastWords = recentWords();
        leg.ifPresent(MediaLeg::clear);
        tracks.clear();
        return cut;
    }

    /** The client says that it played the item no further. */
    void truncated(String itemId) {
        tracks.removeIf(track -> track.itemId.equals(itemId));
    }

    /** The leg played all of the item. */
    void played(String itemId) {
        lastWords = recentWords();
        tracks.removeIf(track -> track.itemId.equals(itemId) && track.ended);
    }

    /** The response whose audio the leg plays under this tag. */
    Optional<String> responseOf(String itemId) {
        return tracks.stream()
                .filter(track -> track.itemId.equals(itemId))
                .map(track -> track.responseId)
                .findFirst();
    }

    /** Whether sound is, or is about to be, in the room. */
    boolean audible() {
        prune();
        return !tracks.isEmpty();
    }

    /** Words that were in the air during the last seconds, and those about to come. */
    String recentWords() {
        Track track = tracks.peekFirst();
        if (track == null) {
            return lastWords;
        }
        long position = positionMs(track);
        return track.record.between(position - RECENT_MS, position + SOON_MS);
    }

    /** The next {@code count} samples (16 kHz) that are played now; zeros when nothing is. */
    float[] reference(int count) {
        prune();
        Track track = tracks.peekFirst();
        if (track == null || positionMs(track) <= 0) {
            return new float[count];
        }
        int head = (int) (positionMs(track) * SampleQueue.RATE / 1_000);
        if (Math.abs(head - track.cursor) > DRIFT_MS * SampleQueue.RATE / 1_000) {
            track.cursor = head;
        }
        float[] samples = track.samples.range(track.cursor, count);
        track.cursor += count;
        return samples;
    }

    private long positionMs(Track track) {
        long position =
                leg.isPresent() ? leg.get().playedMs(track.itemId) : work.now() - track.startedAt;
        return Math.clamp(position, 0, track.record.totalMs());
    }

    private void prune() {
        if (leg.isPresent()) {
            return;
        }
        while (!tracks.isEmpty()) {
            Track first = tracks.peekFirst();
            boolean over = work.now() - first.startedAt >= first.record.totalMs();
            if (!over || !first.ended) {
                return;
            }
            lastWords = first.record.between(first.record.totalMs() - RECENT_MS, Long.MAX_VALUE);
            tracks.removeFirst();
        }
    }
}
