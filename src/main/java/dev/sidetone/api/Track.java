package dev.sidetone.api;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Messages in the order they were told, numbered from 1. What passes, as half words do, makes room
 * first when it is not new any more, then the oldest make room for the newest. Not thread-safe.
 */
final class Track {

    /** What passes is kept until as many came after it: whoever reads along has read it then. */
    private static final int NEW = 256;

    private final int most;
    private final long mostCharacters;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final ArrayDeque<Long> passing = new ArrayDeque<>();
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

    /**
     * @param passes what is said whole later
     */
    void add(long place, String message, boolean passes) {
        entries.put(++last, new Entry(last, place, message));
        characters += message.length();
        if (passes) {
            passing.add(last);
        }
        while (entries.size() > most || (characters > mostCharacters && entries.size() > 1)) {
            Entry gone = Objects.requireNonNull(entries.remove(leastNeeded()));
            characters -= gone.message().length();
        }
    }

    private long leastNeeded() {
        if (!passing.isEmpty() && passing.getFirst() <= last - NEW) {
            return passing.remove();
        }
        long oldest = entries.firstKey();
        if (!passing.isEmpty() && passing.getFirst() == oldest) {
            long _ = passing.remove();
        }
        return oldest;
    }

    /** The oldest one that is kept with a larger number. */
    Optional<Entry> after(long number) {
        return Optional.ofNullable(entries.higherEntry(number)).map(e -> e.getValue());
    }

    /** Keeps nothing of what was told. */
    void clear() {
        entries.clear();
        passing.clear();
        characters = 0;
    }
}
