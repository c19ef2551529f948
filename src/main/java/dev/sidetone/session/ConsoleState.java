package dev.sidetone.session;

import java.util.Locale;

/** What a call is doing, as the console shows it. */
public enum ConsoleState {
    CONNECTING,
    READY,
    LISTENING,
    HEARING_YOU,
    THINKING,
    TOOL_RUNNING,
    SPEAKING,
    RECONNECTING,
    /** The provider's session is closed while the agent works. */
    PARKED,
    /** There is something to say, and a session is opened for it. */
    RINGING,
    ERROR,
    DISCONNECTED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
