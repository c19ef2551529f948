package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
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

    void left(NoticeSink sink) {
        rooms.all().forEach(room -> left(room, sink));
    }

    void left(ConversationId conversation, NoticeSink sink) {
        rooms.known(conversation).ifPresent(room -> left(room, sink));
    }

    private void left(Room room, NoticeSink sink) {
        room.watchers().remove(sink);
        endIfEmpty(room);
    }

    void endIfEmpty(ConversationId conversation) {
        rooms.known(conversation).ifPresent(this::endIfEmpty);
    }

    private void endIfEmpty(Room room) {
        if (room.watchers().none()) {
            Thread.startVirtualThread(() -> endUnlessSomebodyReturns(room));
        }
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
