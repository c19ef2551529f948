package dev.sidetone.export;

import dev.sidetone.conversation.Item;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/** What was said, as subtitles: each from when to when, counted from the first word. */
final class Cues implements Iterator<Cues.Cue> {

    /** Reading takes about this long, where nobody knows how long the speaking took. */
    private static final long MS_FOR_LETTER = 60;

    private static final long SHORTEST_MS = 1_000;

    /**
     * One subtitle.
     *
     * @param startMs from the first item of the conversation
     * @param endMs later than {@code startMs}
     */
    record Cue(Item item, long startMs, long endMs) {}

    private final Iterator<Item> items;
    private Optional<Item> ahead;
    private final Optional<Item> first;

    /** Those of people and voices; what tools said is none. */
    Cues(Iterator<Item> items) {
        this.items = items;
        this.ahead = spoken();
        this.first = ahead;
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent();
    }

    @Override
    public Cue next() {
        Item item = ahead.orElseThrow();
        ahead = spoken();
        long start = since(item);
        return new Cue(item, start, end(item, start, ahead.map(this::since).orElse(-1L)));
    }

    private Optional<Item> spoken() {
        while (items.hasNext()) {
            Item item = items.next();
            if (!Speakers.data(item) && !item.text().isBlank()) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private long since(Item item) {
        return Duration.between(first.orElse(item).startedAt(), item.startedAt()).toMillis();
    }

    /** A guess does not reach into the next one; what was measured may, people do speak at once. */
    private static long end(Item item, long start, long next) {
        Long begun = item.startMs();
        Long ended = item.endMs();
        Long heard = item.heardMs();
        if (heard != null) {
            return start + Math.max(1, heard);
        }
        if (begun != null && ended != null && ended > begun) {
            return start + ended - begun;
        }
        long guess = start + Math.max(SHORTEST_MS, item.text().length() * MS_FOR_LETTER);
        return next > start ? Math.min(guess, next) : guess;
    }

    /** Hours, minutes, seconds and milliseconds; the mark parts the last two. */
    static String time(long ms, char mark) {
        return "%02d:%02d:%02d%c%03d"
                .formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, mark, ms % 1_000);
    }
}
