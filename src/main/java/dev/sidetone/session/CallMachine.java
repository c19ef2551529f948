package dev.sidetone.session;

import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Closing;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.CallState.Starting;
import dev.sidetone.wire.ServerEvent;

/**
 * The life of a call as a pure function: a state and an event give the next state and what is to be
 * done. Events that mean nothing in a state change nothing.
 */
record CallMachine(CallSpec spec) {

    static final CallState INITIAL = new Starting(Briefing.NONE);

    Step next(CallState state, CallEvent event, long now) {
        Moment moment = new Moment(spec, now);
        CallState next =
                switch (state) {
                    case Starting starting -> StartRules.on(starting, event, moment);
                    case Live live -> LiveRules.on(live, event, moment);
                    case Closing closing -> CloseRules.on(closing, event, moment);
                    case Closed closed -> CloseRules.on(closed, event, moment);
                };
        Notice.StateChanged before = View.of(state);
        Notice.StateChanged after = View.of(next);
        boolean first = state instanceof Starting && event instanceof CallEvent.Begin;
        if (first || !before.equals(after)) {
            moment.publish(after);
        }
        return new Step(next, moment.effects().list());
    }

    /** A piece of words or sound of a live call: it is passed on, and cannot end the call. */
    static boolean passesBy(CallState state, CallEvent event) {
        return state instanceof Live
                && event instanceof CallEvent.ProviderSaid(ServerEvent said)
                && switch (said) {
                    case ServerEvent.TranscriptionDelta _,
                            ServerEvent.OutputTextDelta _,
                            ServerEvent.OutputTranscriptDelta _,
                            ServerEvent.OutputAudioDelta _ ->
                            true;
                    default -> false;
                };
    }

    /** Whether text, audio and the agent's output can be taken now; otherwise they wait. */
    static boolean takesInput(CallState state) {
        return switch (state) {
            case Starting _ -> false;
            case Live live ->
                    live.link() instanceof CallState.Link.Up
                            || live.link() instanceof CallState.Link.Parked;
            case Closing _, Closed _ -> false;
        };
    }
}
