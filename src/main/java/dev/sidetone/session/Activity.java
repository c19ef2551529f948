package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What is at work, and how it is steered or left alone. Thread-safe. */
@ApplicationScoped
public class Activity {

    private final Sessions sessions;
    private final InstantSource clock = InstantSource.system();

    @Inject
    Activity(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Whether anything is at work in a conversation. */
    public Standing standing(ConversationId conversation) {
        return sessions.known(conversation)
                .map(room -> room.turns().idle() ? Standing.IDLE : Standing.ACTIVE)
                .orElse(Standing.NOT_LOADED);
    }

    /** The conversations that somebody watches or that are at work. */
    public List<ConversationId> loaded() {
        return sessions.known();
    }

    /** The call that runs or begins in a conversation. */
    public Optional<String> callId(ConversationId conversation) {
        return sessions.known(conversation).flatMap(Room::call).map(call -> call.spec().id());
    }

    /** Whether a call or a turn runs in a conversation, which must not be moved then. */
    public boolean busy(ConversationId conversation) {
        return standing(conversation) == Standing.ACTIVE || callId(conversation).isPresent();
    }

    /** The turn that runs in a conversation. */
    public Optional<String> turnId(ConversationId conversation) {
        return sessions.known(conversation)
                .flatMap(room -> room.turns().running())
                .map(TurnRequest::turnId);
    }

    /** Tells {@code sink} nothing more of this conversation, as if it were gone. */
    public void unwatch(ConversationId conversation, NoticeSink sink) {
        sessions.departures().left(conversation, sink);
    }

    /**
     * Ends a call that takes no input yet, whatever waits for that, and starts that wait for its
     * end; false when there is none.
     */
    public boolean stopStart(ConversationId conversation) throws InterruptedException {
        Optional<Room> room = sessions.known(conversation);
        Optional<CallActor> call = room.flatMap(Room::call).filter(Activity::isOnItsWay);
        if (room.isEmpty() || call.isEmpty()) {
            return false;
        }
        room.get().stops().incrementAndGet();
        return call.get().put(Mailbox.Lane.CONTROL, new CallEvent.StopRequested());
    }

    private static boolean isOnItsWay(CallActor call) {
        CallState state = call.state();
        return !CallMachine.takesInput(state) && !(state instanceof CallState.Closing);
    }

    /** Ends the call and the turns of a conversation, if there are any. */
    public void stopAll(ConversationId conversation) throws InterruptedException {
        Optional<Room> room = sessions.known(conversation);
        if (room.isPresent()) {
            if (room.get().call().isPresent()) {
                sessions.stop(conversation);
            }
            room.get().turns().stop(_ -> true);
        }
    }

    /**
     * As {@link Sessions#turn}.
     *
     * @param messageId how the client calls what was typed; comes back with it
     */
    public Optional<Turn> turn(
            ConversationId conversation, String text, String client, Optional<String> messageId) {
        return sessions.typed(client)
                .begin(sessions.room(conversation), conversation, text, messageId);
    }

    /**
     * Gives a running turn more to go by. An agent that takes no corrections in its work answers it
     * afterwards, before the turn ends.
     *
     * @param client the name of who types; empty when it is not known
     * @return why not; empty when it was taken
     */
    public Optional<String> steer(
            ConversationId conversation, String turnId, String text, String client) {
        Optional<Room> room = sessions.known(conversation);
        Optional<TurnRequest> running = room.flatMap(r -> r.turns().running());
        if (room.isEmpty() || running.isEmpty()) {
            return Optional.of("no active turn to steer");
        }
        String active = running.get().turnId();
        if (!active.equals(turnId)) {
            return Optional.of(
                    "expected active turn id `%s` but found `%s`".formatted(turnId, active));
        }
        if (sessions.typed(client).steer(room.get(), conversation, turnId, text)) {
            return Optional.empty();
        }
        int number = running.get().steering().offer(text);
        if (number == 0) {
            return Optional.of("no active turn to steer");
        }
        String id = turnId + "-user-" + number;
        room.get()
                .journal()
                .write(
                        TypedTurns.named(
                                NewItem.text(
                                        conversation, id, Item.Role.USER, text, clock.instant()),
                                client));
        var said = new TurnItem.UserMessage(id, text, Optional.empty());
        room.get().watchers().asked(turnId, said);
        return Optional.empty();
    }
}
