package dev.sidetone.session;

import dev.sidetone.session.Mailbox.Lane;
import java.util.Optional;

/** What becomes of a conversation whose last client is gone. Thread-safe. */
final class Departures {

    private static final long CLOSE_MS = 2_000;

    private final Rooms rooms;
    private final long graceMs;

    /**
     * @param graceMs how long a call whose sound came through its client waits for one
     */
    Departures(Rooms rooms, long graceMs) {
        this.rooms = rooms;
        this.graceMs = graceMs;
    }

    void left(Room room) {
        Thread.startVirtualThread(() -> endUnlessSomebodyReturns(room));
    }

    private void endUnlessSomebodyReturns(Room room) {
        try {
            Optional<CallActor> call =
                    room.call().filter(c -> c.spec().transport() instanceof Transport.Socket);
            if (call.isPresent() && !call.get().awaitEnd(graceMs) && room.watchers().none()) {
                call.get().put(Lane.CONTROL, new CallEvent.StopRequested());
                call.get().awaitEnd(CLOSE_MS);
            }
            room.awaitNoCall();
            rooms.sweep(room.conversation());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
