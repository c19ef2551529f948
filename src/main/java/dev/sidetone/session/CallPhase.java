package dev.sidetone.session;

import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Closing;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.CallState.Starting;

/** Where a call is, for those who count calls. */
enum CallPhase {
    STARTING,
    /** The sound is up and the sideband is not yet. */
    JOINING,
    LIVE,
    RECONNECTING,
    PARKED,
    ENDING;

    static CallPhase of(CallState state) {
        return switch (state) {
            case Starting _ -> STARTING;
            case Live live -> of(live.link());
            case Closing _, Closed _ -> ENDING;
        };
    }

    private static CallPhase of(Link link) {
        return switch (link) {
            case Link.Joining _ -> JOINING;
            case Link.Up _ -> LIVE;
            case Link.Lost _, Link.Renewing _ -> RECONNECTING;
            case Link.Parked _, Link.Ringing _ -> PARKED;
        };
    }
}
