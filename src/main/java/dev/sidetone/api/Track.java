package dev.sidetone.api;

import java.util.Optional;
import java.util.TreeMap;

/**
 * Messages in the order they were told, numbered from 1 without a hole; the oldest make room for
 * the newest. Not thread-safe.
 */
final class Track {

    private final int most;
    private final long mostCharacters;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long characters;
    private long last;

    /** A message; {@code place} is where it stands among those of all tracks. */
    record Entry(long number, long place, String message) {}

    Track(int most, long mostCharacters) {
        this.most = most;
        this.mostCharacters = mostCharacters;
    }

    /** The number that the next message gets. */
    long next() {
        return last + 1;
    }

    long last() {
        return last;
    }

    /** The number of the oldest one that is kept; that of the next one when none is. */
    long first() {
        return entries.isEmpty() ? next() : entries.firstKey();
    }

    void add(long place, String message) {
        entries.put(++last, new Entry(last, place, message));
        characters += message.length();
        while (entries.size() > most || (characters > mostCharacters && entries.size() > 1)) {
            characters -= entries.pollFirstEntry().getValue().message().length();
        }
    }

    /** The oldest one that is kept with a larger number. */
    Optional<Entry> after(long number) {
        return Optional.ofNullable(entries.higherEntry(number)).map(e -> e.getValue());
    }

    /** Keeps nothing of what was told. */
    void clear() {
        entries.clear();
        characters = 0;
    }
}
