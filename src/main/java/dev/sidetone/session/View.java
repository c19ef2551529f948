package dev.sidetone.session;

import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Closing;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.CallState.Starting;

/** Derives what the console shows from where a call is. Pure. */
final class View {

    private View() {}

    static Notice.StateChanged of(CallState state) {
        return switch (state) {
            case Starting _ -> shown(ConsoleState.CONNECTING, "");
            case Live live -> live(live);
            case Closing _ -> shown(ConsoleState.DISCONNECTED, "ending");
            case Closed(_, var failed) ->
                    shown(failed ? ConsoleState.ERROR : ConsoleState.DISCONNECTED, "");
        };
    }

    private static Notice.StateChanged live(Live live) {
        return switch (live.link()) {
            case Link.Joining _ -> shown(ConsoleState.CONNECTING, "");
            case Link.Lost _, Link.Renewing _ -> shown(ConsoleState.RECONNECTING, "");
            case Link.Up _ -> talk(live.dialogue());
            case Link.Parked(_, var called) ->
                    called
                            ? shown(ConsoleState.RINGING, "")
                            : shown(ConsoleState.PARKED, live.dialogue().detail());
            case Link.Ringing _ -> shown(ConsoleState.RINGING, "");
        };
    }

    private static Notice.StateChanged talk(Dialogue talk) {
        if (talk.hearing().speechGoesOn() || talk.hearing().holdSince() != 0) {
            return shown(ConsoleState.HEARING_YOU, "");
        }
        if (talk.speaking().audible()) {
            return shown(ConsoleState.SPEAKING, "");
        }
        if (!talk.tools().open().isEmpty()) {
            return shown(ConsoleState.TOOL_RUNNING, talk.detail());
        }
        if (talk.replies().busy() || talk.hearing().thinking()) {
            return shown(ConsoleState.THINKING, "");
        }
        return shown(
                talk.mode() == TurnDetection.OPEN ? ConsoleState.LISTENING : ConsoleState.READY,
                "");
    }

    private static Notice.StateChanged shown(ConsoleState state, String detail) {
        return new Notice.StateChanged(state, detail);
    }
}
