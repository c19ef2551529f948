package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was said, as subtitles: each from when to when, counted from the first word. */
final class Cues {

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

    private Cues() {}

    /** Those of people and voices; what tools said is none. */
    static List<Cue> of(List<Item> items) {
        List<Item> spoken =
                items.stream()
                        .filter(item -> !Speakers.data(item) && !item.text().isBlank())
                        .toList();
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < spoken.size(); i++) {
            Item item = spoken.get(i);
            long start = since(spoken.getFirst(), item);
            long next = i + 1 < spoken.size() ? since(spoken.getFirst(), spoken.get(i + 1)) : -1;
            cues.add(new Cue(item, start, end(item, start, next)));
        }
        return cues;
    }

    private static long since(Item first, Item item) {
        return Duration.between(first.startedAt(), item.startedAt()).toMillis();
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
