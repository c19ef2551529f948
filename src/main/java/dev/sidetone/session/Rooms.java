package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Mailbox.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/** The conversations that somebody watches or that are at work, each in its room. Thread-safe. */
final class Rooms {

    private final Map<ConversationId, Room> rooms = new ConcurrentHashMap<>();
    private final Function<ConversationId, Room> opener;

    Rooms(Function<ConversationId, Room> opener) {
        this.opener = opener;
    }

    /** Its room, opened when it has none. */
    Room room(ConversationId conversation) {
        return rooms.computeIfAbsent(conversation, opener);
    }

    Optional<Room> known(ConversationId conversation) {
        return Optional.ofNullable(rooms.get(conversation));
    }

    List<ConversationId> known() {
        return List.copyOf(rooms.keySet());
    }

    List<Room> all() {
        return List.copyOf(rooms.values());
    }

    /** The calls that run or begin. */
    Stream<CallActor> calls() {
        return all().stream().flatMap(room -> room.call().stream());
    }

    /** In one step with the opening, so that a sweep does not come in between. */
    void watch(ConversationId conversation, NoticeSink sink) {
        rooms.compute(
                conversation,
                (id, old) -> {
                    Room room = old == null ? opener.apply(id) : old;
                    room.watchers().add(sink);
                    return room;
                });
    }

    /** As {@link #watch}; false when some of what came after the number is not kept. */
    boolean watchAfter(ConversationId conversation, NoticeSink sink, long number) {
        var complete = new AtomicBoolean();
        rooms.compute(
                conversation,
                (id, old) -> {
                    Room room = old == null ? opener.apply(id) : old;
                    complete.set(room.watchers().addAfter(sink, number));
                    return room;
                });
        return complete.get();
    }

    /** Forgets the room when nobody is there and nothing runs. */
    void sweep(ConversationId conversation) {
        rooms.computeIfPresent(conversation, (_, room) -> room.abandoned() ? null : room);
    }

    /** Events that wait in all calls. */
    int waiting(Lane lane) {
        return calls().mapToInt(call -> call.waiting(lane)).sum();
    }

    int turnsWaiting() {
        return all().stream().mapToInt(room -> room.turns().waiting()).sum();
    }

    void tellAll(Notice notice) {
        all().forEach(room -> room.tell(notice));
    }

    /** Tells every call why it ends, ends it, and waits for all of them, {@code atMost} in all. */
    void endCalls(String why, Duration atMost) throws InterruptedException {
        var calls = new ArrayList<CallActor>();
        for (Room room : all()) {
            Optional<CallActor> call = room.call();
            if (call.isPresent()) {
                room.tell(new Notice.CallError(why, "shutting_down"));
                call.get().put(Lane.CONTROL, new CallEvent.StopRequested());
                calls.add(call.get());
            }
        }
        long until = System.nanoTime() + atMost.toNanos();
        for (CallActor call : calls) {
            boolean _ = call.awaitEnd(Math.max(0, until - System.nanoTime()) / 1_000_000);
        }
    }
}
