package dev.sidetone.session;

/**
 * How a live call stands against its limits.
 *
 * @param activeAt when somebody last said, typed or did something, ms
 * @param warned the voice has said that the call ends when nobody goes on
 * @param session counts the provider's sessions of this call, from 1
 * @param renewal whether a new one is due
 */
record Life(long activeAt, boolean warned, int session, Renewal renewal) {

    /** Whether the provider's session is to be renewed. */
    enum Renewal {
        NOT_DUE,
        /** At the next pause of speech. */
        DUE,
        /** The client was asked to do it: its sound goes straight to the provider. */
        ASKED
    }

    static Life begun(long now) {
        return new Life(now, false, 1, Renewal.NOT_DUE);
    }

    Life active(long now) {
        return new Life(now, false, session, renewal);
    }

    Life warnedNow() {
        return new Life(activeAt, true, session, renewal);
    }

    Life with(Renewal how) {
        return new Life(activeAt, warned, session, how);
    }

    Life nextSession() {
        return new Life(activeAt, warned, session + 1, Renewal.NOT_DUE);
    }
}
