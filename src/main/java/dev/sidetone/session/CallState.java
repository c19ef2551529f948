package dev.sidetone.session;

/** Where a call is. */
sealed interface CallState {

    /**
     * The provider was asked and has not answered.
     *
     * @param briefing what was found out meanwhile
     */
    record Starting(Briefing briefing) implements CallState {}

    /**
     * The provider has the call.
     *
     * @param callId {@code rtc_…}; empty when the socket is the call
     */
    record Live(String callId, Link link, Dialogue dialogue, Life life) implements CallState {

        Live with(Link newLink) {
            return new Live(callId, newLink, dialogue, life);
        }

        Live with(Dialogue newDialogue) {
            return new Live(callId, link, newDialogue, life);
        }

        Live with(Life newLife) {
            return new Live(callId, link, dialogue, newLife);
        }
    }

    /** It ends; words that are being recognised are waited for. */
    record Closing(String callId, Dialogue dialogue) implements CallState {}

    /** It is over. {@code failed}: not because somebody wanted it. */
    record Closed(CloseReason reason, boolean failed) implements CallState {}

    /** The control socket of a live call. */
    sealed interface Link {

        /** It was never up; {@code attempt} counts from 1. */
        record Joining(int attempt) implements Link {}

        /** It is up since {@code since}; {@code rapidLosses} came one after the other before. */
        record Up(long since, int rapidLosses) implements Link {}

        /** It was up and is joined again; {@code attempt} counts from 1. */
        record Lost(int attempt) implements Link {}

        /** The socket of a new session is opened; {@code attempt} counts from 1. */
        record Renewing(int attempt) implements Link {}

        /**
         * There is none, on purpose: the agent works and nobody speaks.
         *
         * @param called there is something to say, and the client was asked for an offer
         */
        record Parked(Ears ears, boolean called) implements Link {}

        /**
         * A session for a parked call is opened; {@code attempt} counts from 1.
         *
         * @param offer the client's; empty when the sound goes through us
         */
        record Ringing(int attempt, String offer, Ears ears) implements Link {}
    }
}
