package dev.sidetone.session;

/** A typed request: its answer is on the screen, and is said aloud if a call runs. */
record TypedTurn(Room room) implements TurnRequest.Client {

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
