package dev.sidetone.api;

import dev.sidetone.access.Guard;
import dev.sidetone.appserver.ClientSocket;
import dev.sidetone.auth.Callers;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** {@code WS /api/v1/calls/{callId}/events}: what a call tells, and commands to it. Never waits. */
@WebSocket(path = "/api/v1/calls/{callId}/events")
class EventsEndpoint {

    private final CallBook book;
    private final Callers callers;
    private final Guard guard;
    private final Map<String, EventSocket> sockets = new ConcurrentHashMap<>();

    @Inject
    EventsEndpoint(CallBook book, Callers callers, Guard guard) {
        this.guard = guard;
        this.book = book;
        this.callers = callers;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        long after = EventsUpgrade.after(connection.handshakeRequest()).orElse(0L);
        Optional<Call> call = book.find(connection.pathParam("callId"));
        var wire = ClientSocket.of(connection);
        if (call.isEmpty()) {
            wire.close(EventSocket.POLICY, "there is no such call any more");
            return;
        }
        sockets.put(
                connection.id(),
                new EventSocket(
                        call.get(),
                        after,
                        wire,
                        EventSocket.PATIENCE,
                        book,
                        guard.here(callers.of(connection))));
    }

    @OnTextMessage
    @NonBlocking
    void message(String text, WebSocketConnection connection) {
        with(connection, socket -> socket.take(text));
    }

    /** Sound as it is: PCM16, 24 kHz, mono. */
    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer sound, WebSocketConnection connection) {
        String data = Base64.getEncoder().encodeToString(sound.getBytes());
        String command = JsonBody.object().put("command", "audio").put("data", data).toString();
        with(connection, socket -> socket.take(command));
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        with(connection, socket -> socket.failed(failure));
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        Optional.ofNullable(sockets.remove(connection.id())).ifPresent(EventSocket::stop);
    }

    private void with(WebSocketConnection connection, Consumer<EventSocket> work) {
        Optional.ofNullable(sockets.get(connection.id())).ifPresent(work);
    }
}
