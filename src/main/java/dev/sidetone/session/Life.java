package dev.sidetone.session;

import java.util.OptionalLong;

/**
 * How a live call stands against its limits.
 *
 * @param activeAt when somebody last said, typed or did something, ms
 * @param warned the voice has said that the call ends when nobody goes on
 * @param session counts the provider's sessions of this call, from 1
 * @param renewal whether a new one is due
 * @param solitude whether it is without provider and without anybody who listens
 * @param budget how it stands against what it may use
 * @param alone how long the voice has talked to itself
 */
record Life(
        long activeAt,
        boolean warned,
        int session,
        Renewal renewal,
        Solitude solitude,
        Budget budget,
        Alone alone) {

    /** Whether the provider's session is to be renewed. */
    enum Renewal {
        NOT_DUE,
        /** At the next pause of speech. */
        DUE,
        /** The client was asked to do it: its sound goes straight to the provider. */
        ASKED
    }

    /**
     * @param looking it is looked from time to time whether anybody listens
     * @param since since when neither provider nor listener was there, ms
     */
    record Solitude(boolean looking, OptionalLong since) {
        static final Solitude NONE = new Solitude(false, OptionalLong.empty());
    }

    /** How far it is with what the call may use. */
    enum Budget {
        OPEN,
        WARNED,
        /** A goodbye was asked for. */
        USED_UP,
        /** It is being said. */
        GOODBYE,
        /** It was said and is still heard. */
        ENDING
    }

    /**
     * @param replies answers in a row without a word of anybody
     * @param recognises the provider writes down what it hears
     */
    record Alone(int replies, boolean recognises) {
        static final Alone NOT = new Alone(0, false);
    }

    static Life begun(long now) {
        return new Life(now, false, 1, Renewal.NOT_DUE, Solitude.NONE, Budget.OPEN, Alone.NOT);
    }

    Life active(long now) {
        return new Life(now, false, session, renewal, solitude, budget, alone);
    }

    Life warnedNow() {
        return new Life(activeAt, true, session, renewal, solitude, budget, alone);
    }

    Life with(Renewal how) {
        return new Life(activeAt, warned, session, how, solitude, budget, alone);
    }

    Life with(Solitude how) {
        return new Life(activeAt, warned, session, renewal, how, budget, alone);
    }

    Life nextSession() {
        return new Life(activeAt, warned, session + 1, Renewal.NOT_DUE, solitude, budget, alone);
    }

    Life with(Budget how) {
        return new Life(activeAt, warned, session, renewal, solitude, how, alone);
    }

    Life with(Alone how) {
        return new Life(activeAt, warned, session, renewal, solitude, budget, how);
    }
}
