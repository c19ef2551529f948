package dev.sidetone.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The sound of what the user said last and the provider has not made words of: of speech that goes
 * on from its start, otherwise of the moment in which it may have begun unnoticed.
 *
 * @param pieces base64 PCM16, oldest first
 * @param sinceEndMs of them that came after speech had ended or was handed over; -1 while it goes
 *     on, or where nobody says when it ends
 */
record Recent(List<String> pieces, long sinceEndMs) {

    static final Recent NONE = new Recent(List.of(), -1);

    /** Longer speech is rare, and a session that is given too much of it is late for long. */
    private static final long MOST_MS = 30_000;

    /** Speech is noticed so late at most. */
    private static final long UNNOTICED_MS = 1_500;

    /** In pieces of 10 ms; there may be smaller ones. */
    private static final int MOST_PIECES = 3_000;

    /** Words begin so long before they are told, where their end is told with them. */
    private static final long BETWEEN_MS = 500;

    Recent {
        pieces = List.copyOf(pieces);
    }

    /**
     * @param speaks somebody is known to speak
     */
    Recent heard(String base64, boolean speaks) {
        var all = new ArrayList<>(pieces);
        all.add(base64);
        long since = sinceEndMs < 0 ? -1 : sinceEndMs + Pcm.milliseconds(base64);
        return new Recent(last(all, speaks ? MOST_MS : UNNOTICED_MS), since);
    }

    /** The speech has ended; its words are on the way. */
    Recent ended() {
        return new Recent(pieces, 0);
    }

    /** Its words are there. */
    Recent settled() {
        return new Recent(last(pieces, sinceEndMs < 0 ? BETWEEN_MS : sinceEndMs), -1);
    }

    /** The microphone's sound is to be forgotten, but not the speech whose words are on the way. */
    Recent cleared() {
        return sinceEndMs < 0 ? NONE : new Recent(speech(), 0);
    }

    boolean hasEnded() {
        return sinceEndMs >= 0;
    }

    /** Up to the end of speech. */
    List<String> speech() {
        return pieces.subList(0, pieces.size() - afterwards().size());
    }

    List<String> afterwards() {
        return sinceEndMs < 0 ? List.of() : last(pieces, sinceEndMs);
    }

    private static List<String> last(List<String> all, long most) {
        long ms = 0;
        int from = all.size();
        int least = Math.max(0, all.size() - MOST_PIECES);
        while (from > least && ms + Pcm.milliseconds(all.get(from - 1)) <= most) {
            ms += Pcm.milliseconds(all.get(--from));
        }
        return all.subList(from, all.size());
    }
}
