package dev.sidetone.session;

import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Brings what is typed outside a call to the agent. Thread-safe.
 *
 * @param by the name of who types; empty when it is not known
 */
record TypedTurns(Ids ids, InstantSource clock, Optional<CodingAgent> agent, String by) {

    private NewItem typed(ConversationId conversation, String id, String text, Instant now) {
        return named(NewItem.text(conversation, id, Item.Role.USER, text, now), by);
    }

    /** The same, with who typed it, where that is known. */
    static NewItem named(NewItem item, String by) {
        return by.isEmpty() ? item : item.with(item.details().from(by));
    }

    /** Empty when too many wait; the request is in the journal either way. */
    Optional<Turn> begin(
            Room room, ConversationId conversation, String text, Optional<String> messageId) {
        String turnId = ids.uuid();
        var now = clock.instant();
        var request = new AgentRequest(conversation, text, List.of(), false);
        var client = new TypedTurn(room, messageId);
        room.journal().write(typed(conversation, turnId + "-user", text, now));
        boolean taken = room.turns().submit(new TurnRequest(turnId, "", request, client));
        return taken ? Optional.of(Turn.started(turnId, now)) : Optional.empty();
    }

    /** False when the turn does not run, or takes no correction. */
    boolean steer(Room room, ConversationId conversation, String turnId, String text) {
        boolean runs = room.turns().runs(turnId);
        var correction = new AgentRequest(conversation, text, List.of(), false);
        if (!runs || !agent.map(a -> a.steer(correction)).orElse(false)) {
            return false;
        }
        String id = ids.item();
        room.journal().write(typed(conversation, id, text, clock.instant()));
        room.watchers().asked(turnId, new TurnItem.UserMessage(id, text, Optional.empty()));
        return true;
    }
}
