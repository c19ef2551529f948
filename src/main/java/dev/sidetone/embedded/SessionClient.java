package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;

/** One peer of a session: a WebSocket or a data channel. Thread-safe; no method waits. */
interface SessionClient {

    /** Sends the event if this peer wants its kind; {@code json} is the same event, written. */
    void send(ServerEvent event, String json);

    /** Ends the peer's connection after what was sent before. */
    void close(int code, String reason);
}
