package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.wire.ClientEvent;

/**
 * The {@code response.create} queue: one response at a time, requests in between become one.
 *
 * @param unasked the model speaks when it thinks fit and cannot be asked to
 * @param active a response runs or was asked for
 * @param pending another is wanted when it is done
 */
record Replies(boolean unasked, boolean active, boolean pending) {

    static final Replies IDLE = new Replies(false, false, false);
    private static final Replies UNASKED = new Replies(true, false, false);
    private static final ClientEvent CREATE = new ClientEvent.ResponseCreate(null, null);

    /** v1 and v3 have no word for a request: who waited for the answer would wait in vain. */
    static Replies in(Version version) {
        return version == Version.V2 ? IDLE : UNASKED;
    }

    Replies request(Effects effects) {
        if (unasked) {
            return this;
        }
        if (active) {
            return new Replies(false, true, true);
        }
        effects.send(CREATE);
        return new Replies(false, true, false);
    }

    Replies created() {
        return new Replies(unasked, true, pending);
    }

    Replies done(Effects effects) {
        return pending ? idle().request(effects) : idle();
    }

    /** The provider had one of its own running: wait for that. */
    Replies refusedBecauseActive() {
        return new Replies(unasked, true, true);
    }

    /** A new connection: what the old one had active is unknown and will be told by an error. */
    Replies reconnected(Effects effects) {
        return done(effects);
    }

    /** A new session: it is asked for what was wanted while there was none. */
    Replies opened(Effects effects) {
        return busy() ? idle().request(effects) : idle();
    }

    /** Nothing runs and nothing is wanted. */
    Replies idle() {
        return unasked ? UNASKED : IDLE;
    }

    /** The user stopped the answer; nothing is to follow it. */
    Replies withoutPending() {
        return new Replies(unasked, active, false);
    }

    boolean busy() {
        return active || pending;
    }
}
