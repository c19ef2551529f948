package dev.sidetone.session;

import dev.sidetone.wire.ClientEvent;

/**
 * The {@code response.create} queue: one response at a time, requests in between become one.
 *
 * @param active a response runs or was asked for
 * @param pending another is wanted when it is done
 */
record Replies(boolean active, boolean pending) {

    static final Replies IDLE = new Replies(false, false);
    private static final ClientEvent CREATE = new ClientEvent.ResponseCreate(null, null);

    Replies request(Effects effects) {
        if (active) {
            return new Replies(true, true);
        }
        effects.send(CREATE);
        return new Replies(true, false);
    }

    Replies created() {
        return new Replies(true, pending);
    }

    Replies done(Effects effects) {
        return pending ? IDLE.request(effects) : IDLE;
    }

    /** The provider had one of its own running: wait for that. */
    Replies refusedBecauseActive() {
        return new Replies(true, true);
    }

    /** A new connection: what the old one had active is unknown and will be told by an error. */
    Replies reconnected(Effects effects) {
        return pending ? IDLE.request(effects) : IDLE;
    }

    /** The user stopped the answer; nothing is to follow it. */
    Replies withoutPending() {
        return new Replies(active, false);
    }

    boolean busy() {
        return active || pending;
    }
}
