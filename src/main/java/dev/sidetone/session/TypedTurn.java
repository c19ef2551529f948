package dev.sidetone.session;

import dev.sidetone.session.Mailbox.Lane;
import java.util.Optional;

/** A typed request: its answer is on the screen, and is said aloud if a call runs. */
record TypedTurn(Room room, Ids ids) implements TurnRequest.Client {

    @Override
    public void progress(String message) {
        // The watchers were told already; a call is not interrupted for a remark.
    }

    @Override
    public void ended(Turn.Status how, String spoken) throws InterruptedException {
        Optional<CallActor> call = room.call();
        if (call.isPresent() && how != Turn.Status.INTERRUPTED) {
            call.get().put(Lane.AGENT, new CallEvent.AgentAnswered(ids.item(), spoken));
        }
    }
}
