package dev.sidetone.embedded.media;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The audio a leg has still to play, cut into frames of 10 ms. Thread-safe.
 *
 * <p>Bounded: a piece that does not fit is dropped whole (newest dropped). A tag that was cleared
 * is over: what comes for it later is ignored, so that a synthesiser that is one sentence behind
 * cannot bring a cut answer back.
 */
final class PlayoutQueue {

    /** Samples per second, mono. */
    static final int RATE = 24_000;

    /** Samples per frame: the 10 ms that the library takes at a time. */
    static final int FRAME = RATE / 100;

    private static final int REMEMBERED_TAGS = 256;

    /** What became known by taking a frame. */
    sealed interface Progress {
        String tag();

        /** The first sample of the tag is in this frame. */
        record Started(String tag) implements Progress {}

        /** All samples of the tag went out and its end was announced. */
        record Finished(String tag) implements Progress {}
    }

    private static final class Tag {
        final String name;
        long played;
        int waiting;
        boolean ended;
        boolean over;

        Tag(String name) {
            this.name = name;
        }
    }

    private record Piece(Tag tag, short[] pcm) {}

    private final long capacity;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final Deque<Tag> finishing = new ArrayDeque<>();
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private long waiting;
    private int offset;
    private Optional<Tag> playing = Optional.empty();
    private Optional<String> sounding = Optional.empty();

    /**
     * @param capacity samples that may wait
     */
    PlayoutQueue(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Queues a copy of {@code pcm}.
     *
     * @return false when it was dropped because the queue is full
     */
    synchronized boolean play(String name, short[] pcm) {
        Tag tag = tag(name);
        if (pcm.length == 0 || tag.over || tag.ended) {
            return true;
        }
        if (waiting + pcm.length > capacity) {
            return false;
        }
        pieces.add(new Piece(tag, pcm.clone()));
        tag.waiting += pcm.length;
        waiting += pcm.length;
        return true;
    }

    synchronized void end(String name) {
        Tag tag = tag(name);
        if (tag.over || tag.ended) {
            return;
        }
        tag.ended = true;
        if (tag.waiting == 0) {
            finishing.add(tag);
        }
    }

    /** Ends every tag that is not finished; returns the milliseconds played of the current one. */
    synchronized long clear() {
        long heard = playing.map(tag -> milliseconds(tag.played)).orElse(0L);
        tags.values().forEach(tag -> tag.over = true);
        pieces.clear();
        finishing.clear();
        waiting = 0;
        offset = 0;
        playing = Optional.empty();
        return heard;
    }

    synchronized long playedMs(String name) {
        Tag tag = tags.get(name);
        return tag == null ? 0 : milliseconds(tag.played);
    }

    /**
     * Takes the next 10 ms into {@code frame} (16 bit, little endian), silence where there is
     * nothing. A rest shorter than a frame waits for what follows, unless its end was announced.
     */
    synchronized List<Progress> next(byte[] frame) {
        List<Progress> progress = new ArrayList<>(2);
        int filled = 0;
        if (waiting >= FRAME || (!pieces.isEmpty() && pieces.getLast().tag().ended)) {
            while (filled < FRAME && !pieces.isEmpty()) {
                filled += take(frame, filled, progress);
            }
        }
        sounding = filled == 0 ? Optional.empty() : playing.map(tag -> tag.name);
        Arrays.fill(frame, filled * 2, frame.length, (byte) 0);
        for (Tag tag = finishing.poll(); tag != null; tag = finishing.poll()) {
            finish(tag, progress);
        }
        return progress;
    }

    /** The tag whose sound is in the frame that was taken last; empty when that was silence. */
    synchronized Optional<String> sounding() {
        return sounding;
    }

    private int take(byte[] frame, int filled, List<Progress> progress) {
        Piece piece = pieces.getFirst();
        Tag tag = piece.tag();
        if (tag.played == 0) {
            progress.add(new Progress.Started(tag.name));
        }
        playing = Optional.of(tag);
        int count = Math.min(FRAME - filled, piece.pcm().length - offset);
        for (int i = 0; i < count; i++) {
            short sample = piece.pcm()[offset + i];
            frame[(filled + i) * 2] = (byte) sample;
            frame[(filled + i) * 2 + 1] = (byte) (sample >> 8);
        }
        offset += count;
        waiting -= count;
        tag.waiting -= count;
        tag.played += count;
        if (offset == piece.pcm().length) {
            pieces.removeFirst();
            offset = 0;
        }
        if (tag.waiting == 0 && tag.ended) {
            finishing.add(tag);
        }
        return count;
    }

    private void finish(Tag tag, List<Progress> progress) {
        tag.over = true;
        if (playing.filter(current -> current == tag).isPresent()) {
            playing = Optional.empty();
        }
        progress.add(new Progress.Finished(tag.name));
    }

    private Tag tag(String name) {
        Tag known = tags.get(name);
        if (known != null) {
            return known;
        }
        forgetOldest();
        Tag fresh = new Tag(name);
        tags.put(name, fresh);
        return fresh;
    }

    private void forgetOldest() {
        var oldest = tags.values().iterator();
        while (tags.size() >= REMEMBERED_TAGS && oldest.hasNext()) {
            if (oldest.next().over) {
                oldest.remove();
            }
        }
    }

    private static long milliseconds(long samples) {
        return samples * 1000 / RATE;
    }
}
