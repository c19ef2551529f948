package dev.sidetone.session;

import java.util.Optional;

/** A typed request: its answer is on the screen, and is said aloud if a call runs. */
record TypedTurn(Room room, Optional<String> messageId) implements TurnRequest.Client {

    TypedTurn(Room room) {
        this(room, Optional.empty());
    }

    @Override
    public void progress(String message) {
        // The watchers were told already; a call is not interrupted for a remark.
    }

    @Override
    public void ended(Turn.Status how, String spoken) throws InterruptedException {
        if (how != Turn.Status.INTERRUPTED) {
            room.answered(spoken);
        }
    }
}
