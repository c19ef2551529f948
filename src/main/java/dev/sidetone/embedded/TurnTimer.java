package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;
import java.util.Optional;

/**
 * Measures where the time of the last spoken turn goes, up to the first audio that answers it. One
 * thread at a time.
 */
final class TurnTimer {

    private final Work work;
    private final Outlet out;
    private Optional<Turn> open = Optional.empty();
    private long answeredAt;

    private record Turn(String itemId, long endOfTurnMs, long recognitionMs, long heardAt) {}

    TurnTimer(Work work, Outlet out) {
        this.work = work;
        this.out = out;
    }

    /** The text of a turn is known. */
    void heard(SpokenTurn turn) {
        long now = work.now();
        open = Optional.of(new Turn(turn.itemId(), turn.endOfTurnMs(), now - turn.endedAt(), now));
    }

    /** The words of an answer are known. */
    void answering() {
        answeredAt = work.now();
    }

    /** The first audio of a response goes out. */
    void firstAudio(String responseId) {
        open.ifPresent(turn ->
                out.send(
                        new ServerEvent.TurnTiming(
                                Ids.event(),
                                turn.itemId(),
                                responseId,
                                turn.endOfTurnMs(),
                                turn.recognitionMs(),
                                answeredAt - turn.heardAt(),
                                work.now() - answeredAt)));
        open = Optional.empty();
    }
}
