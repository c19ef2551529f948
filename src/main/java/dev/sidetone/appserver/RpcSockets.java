package dev.sidetone.appserver;

import dev.sidetone.auth.Callers;
import dev.sidetone.session.Sessions;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The clients that came over a WebSocket, whichever path they took. Never waits. */
@ApplicationScoped
class RpcSockets {

    private static final Logger LOG = Logger.getLogger(RpcSockets.class);
    private static final int LONGEST_MESSAGE = 4 * 1024 * 1024;
    private static final int TOO_BIG = 1009;
    private static final int UNEXPECTED = 1011;

    private final Methods methods;
    private final Sessions sessions;
    private final Clients clients;
    private final Callers callers;
    private final Map<String, RpcConnection> connections = new ConcurrentHashMap<>();

    @Inject
    RpcSockets(Methods methods, Sessions sessions, Clients clients, Callers callers) {
        this.methods = methods;
        this.sessions = sessions;
        this.clients = clients;
        this.callers = callers;
    }

    void opened(WebSocketConnection connection) {
        var outbound = new Outbound(ClientSocket.of(connection), clients);
        var client = new Client(outbound, InstantSource.system(), callers.of(connection));
        var requests = new RpcConnection(client, outbound, methods);
        clients.add(requests);
        connections.put(connection.id(), requests);
    }

    void text(String text, WebSocketConnection connection) {
        of(connection).ifPresent(c -> take(c, text));
    }

    void binary(WebSocketConnection connection) {
        LOG.debugf("ignored a binary frame of client %s", connection.id());
    }

    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf(failure, "client %s", connection.id());
        String why = String.valueOf(failure.getMessage());
        boolean tooBig = why.contains("max message size") || why.contains("Max frame length");
        of(connection)
                .ifPresent(c ->
                        c.close(
                                tooBig ? TOO_BIG : UNEXPECTED,
                                tooBig
                                        ? "a message is at most %d characters"
                                                .formatted(LONGEST_MESSAGE)
                                        : "the connection failed; connect again and resume"));
    }

    void closed(WebSocketConnection connection) {
        Optional.ofNullable(connections.remove(connection.id()))
                .ifPresent(c -> {
                    c.client().leaves();
                    c.stop();
                    clients.remove(c);
                    sessions.forget(c.client());
                });
    }

    private static void take(RpcConnection connection, String text) {
        if (text.length() > LONGEST_MESSAGE) {
            connection.close(
                    TOO_BIG,
                    "message of %d characters; at most %d"
                            .formatted(text.length(), LONGEST_MESSAGE));
            return;
        }
        connection.take(text);
    }

    private Optional<RpcConnection> of(WebSocketConnection connection) {
        return Optional.ofNullable(connections.get(connection.id()));
    }
}
