package dev.sidetone.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds lines of the user in what was recorded. A provider tells where a line begins and ends by
 * how much sound it had been given; here is known when that sound came. The times of the record
 * will not do: they are told late by as much as the provider takes to notice. One thread at a time.
 */
final class Positions {

    private static final int REMEMBERED = 64;
    private static final long ROUNDED_MS = 5;
    private static final long NANOS = 1_000_000;

    /** From this sound on time runs without a gap. */
    private record Anchor(long given, long atMs) {}

    private final Deque<Anchor> anchors = new ArrayDeque<>();
    private final Map<String, Long> begun = new HashMap<>();
    private long given;
    private long base;

    /** So much sound follows, which belongs there. */
    void given(long atMs, int samples, int rate) {
        Anchor last = anchors.peekLast();
        if (last == null
                || Math.abs(last.atMs() + (given - last.given()) / NANOS - atMs) > ROUNDED_MS) {
            anchors.addLast(new Anchor(given, atMs));
        }
        if (anchors.size() > REMEMBERED) {
            anchors.removeFirst();
        }
        given += samples * 1_000L * NANOS / rate;
    }

    /** The provider counts anew from here. */
    void restarted() {
        base = given;
        begun.clear();
    }

    void began(String itemId, long audioMs) {
        begun.put(itemId, at(audioMs));
    }

    /** Empty when its begin is not known. */
    Optional<Span> ended(String itemId, long audioMs) {
        Long from = begun.remove(itemId);
        long to = at(audioMs);
        return from == null || to <= from
                ? Optional.empty()
                : Optional.of(new Span(itemId, from, to));
    }

    private long at(long audioMs) {
        long wanted = base + audioMs * NANOS;
        Anchor found = new Anchor(0, 0);
        for (Anchor anchor : anchors) {
            if (anchor.given() <= wanted) {
                found = anchor;
            }
        }
        return found.atMs() + (wanted - found.given()) / NANOS;
    }
}
