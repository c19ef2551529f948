package dev.sidetone.delivery;

import dev.sidetone.conversation.ConversationId;
import java.time.Instant;

/**
 * One conversation on its way to one place. Immutable.
 *
 * @param id the same in every attempt, so that whoever gets it twice notices
 * @param target the name of the place's table in the configuration
 * @param attempts how many there were
 * @param next when the next attempt is due; for one that is over, when it was over
 * @param fault why the last attempt failed; empty when none did
 */
public record Delivery(
        String id,
        ConversationId conversation,
        String target,
        State state,
        int attempts,
        Instant createdAt,
        Instant next,
        String fault) {

    /** How it stands. */
    public enum State {
        WAITING,
        DELIVERED,
        /** It is not tried any more. */
        FAILED
    }

    static Delivery due(String id, ConversationId conversation, String target, Instant now) {
        return new Delivery(id, conversation, target, State.WAITING, 0, now, now, "");
    }

    Delivery delivered(Instant now) {
        return after(State.DELIVERED, now, "");
    }

    Delivery failed(Instant now, String why) {
        return after(State.FAILED, now, why);
    }

    Delivery again(Instant then, String why) {
        return after(State.WAITING, then, why);
    }

    /** As it was at the beginning. */
    Delivery anew(Instant now) {
        return new Delivery(id, conversation, target, State.WAITING, 0, createdAt, now, fault);
    }

    private Delivery after(State how, Instant then, String why) {
        return new Delivery(id, conversation, target, how, attempts + 1, createdAt, then, why);
    }
}
