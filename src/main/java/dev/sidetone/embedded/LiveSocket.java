package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;

/**
 * {@code WS /v1/live}, where v3 would be spoken. The upgrade is completed all the same: a client
 * shows the words of an event, and of a refused handshake nothing but the status.
 */
@WebSocket(path = "/v1/live")
final class LiveSocket {

    @OnOpen
    @RunOnVirtualThread
    void open(WebSocketConnection connection) {
        var client = new SocketClient(connection, false);
        var event = new ServerEvent.ErrorEvent(Ids.event(), OtherVersions.refusal("v3"));
        client.send(event, WireCodec.write(event));
        client.close(4000, event.error().type() + "." + event.error().code());
    }
}
