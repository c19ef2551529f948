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
 * @param parking whether it may be parked
 */
record Life(
        long activeAt,
        boolean warned,
        int session,
        Renewal renewal,
        Solitude solitude,
        Budget budget,
        Alone alone,
        Parking parking) {

    /** Whether the provider's session is to be renewed. */
    enum Renewal {
        NOT_DUE,
        /** Soon: what is said now may have to be heard again in the next session. */
        NEAR,
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

    /**
     * @param work counts what the agent was given to do, so that a timer knows of which it is
     * @param due it works for so long that the call is parked at the next pause of speech
     * @param pause counts those pauses, for their timers
     */
    record Parking(int work, boolean due, int pause, Quiet quiet) {
        static final Parking NONE = new Parking(0, false, 0, Quiet.NO);

        /** Whether nobody speaks while the agent works. */
        enum Quiet {
            NO,
            JUST_NOW,
            /** For so long that nobody is about to answer. */
            LONG
        }

        /** Another piece of work begins, or this one is over. */
        Parking next() {
            return new Parking(work + 1, false, pause, Quiet.NO);
        }

        Parking dueNow() {
            return new Parking(work, true, pause, quiet);
        }

        Parking with(Quiet how) {
            return new Parking(work, due, pause + (how == Quiet.JUST_NOW ? 1 : 0), how);
        }
    }

    static Life begun(long now) {
        return new Life(
                now,
                false,
                1,
                Renewal.NOT_DUE,
                Solitude.NONE,
                Budget.OPEN,
                Alone.NOT,
                Parking.NONE);
    }

    Life active(long now) {
        return new Life(now, false, session, renewal, solitude, budget, alone, parking);
    }

    Life warnedNow() {
        return new Life(activeAt, true, session, renewal, solitude, budget, alone, parking);
    }

    Life with(Renewal how) {
        return new Life(activeAt, warned, session, how, solitude, budget, alone, parking);
    }

    Life with(Solitude how) {
        return new Life(activeAt, warned, session, renewal, how, budget, alone, parking);
    }

    Life nextSession() {
        return new Life(
                activeAt, warned, session + 1, Renewal.NOT_DUE, solitude, budget, alone, parking);
    }

    Life with(Budget how) {
        return new Life(activeAt, warned, session, renewal, solitude, how, alone, parking);
    }

    Life with(Alone how) {
        return new Life(activeAt, warned, session, renewal, solitude, budget, how, parking);
    }

    Life with(Parking how) {
        return new Life(activeAt, warned, session, renewal, solitude, budget, alone, how);
    }
}
