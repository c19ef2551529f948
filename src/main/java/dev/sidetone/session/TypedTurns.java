package dev.sidetone.session;

import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Brings what is typed outside a call to the agent. Thread-safe. */
record TypedTurns(Ids ids, InstantSource clock, Optional<CodingAgent> agent) {

    /** Empty when too many wait; the request is in the journal either way. */
    Optional<Turn> begin(Room room, ConversationId conversation, String text) {
        String turnId = ids.uuid();
        var now = clock.instant();
        var request = new AgentRequest(conversation, text, List.of(), false);
        var client = new TypedTurn(room, ids);
        room.journal()
                .write(NewItem.text(conversation, turnId + "-user", Item.Role.USER, text, now));
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
        room.journal()
                .write(
                        NewItem.text(
                                conversation, ids.item(), Item.Role.USER, text, clock.instant()));
        return true;
    }
}
