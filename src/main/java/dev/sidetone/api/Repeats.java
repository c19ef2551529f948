package dev.sidetone.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What was answered to writes that may be sent again, by the key they were sent with. Thread-safe;
 * kept in memory for a day, the last {@value #MOST} of them.
 */
final class Repeats {

    static final int MOST = 10_000;

    private static final Duration KEPT = Duration.ofHours(24);

    /** A write that has no answer after so long never gets one: its request was lost. */
    private static final Duration LOST = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Map<String, Turn> turns = new LinkedHashMap<>();

    /** What was answered; {@code entity} is immutable. */
    record Answer(int status, Map<String, List<Object>> headers, Optional<Object> entity) {}

    /**
     * One write, and those that repeat it.
     *
     * @param fingerprint of all that was sent with the key
     * @param answer empty when it failed in a way that may pass, and was forgotten
     */
    record Turn(
            String key,
            String fingerprint,
            Instant at,
            CompletableFuture<Optional<Answer>> answer) {}

    /** What a request is to do: its own work, or to wait for the answer to an earlier one. */
    record Begun(Turn turn, boolean mine) {}

    Repeats(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Begun begin(String key, String fingerprint) {
        Instant now = clock.instant();
        forgetOld(now);
        Turn earlier = turns.get(key);
        if (earlier != null) {
            return new Begun(earlier, false);
        }
        var turn = new Turn(key, fingerprint, now, new CompletableFuture<>());
        turns.put(key, turn);
        return new Begun(turn, true);
    }

    /** Keeps the answer, or with none forgets that there was such a write. */
    void end(Turn turn, Optional<Answer> answer) {
        if (answer.isEmpty()) {
            synchronized (this) {
                turns.remove(turn.key(), turn);
            }
        }
        turn.answer().complete(answer);
    }

    /** They are in the order in which they began. */
    private void forgetOld(Instant now) {
        for (Iterator<Turn> all = turns.values().iterator(); all.hasNext(); ) {
            Turn turn = all.next();
            Duration age = Duration.between(turn.at(), now);
            boolean lost = !turn.answer().isDone() && age.compareTo(LOST) > 0;
            if (turns.size() >= MOST || age.compareTo(KEPT) > 0 || lost) {
                all.remove();
                turn.answer().complete(Optional.empty());
            } else if (age.compareTo(LOST) <= 0) {
                return;
            }
        }
    }
}
