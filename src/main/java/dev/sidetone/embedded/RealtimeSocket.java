package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import io.quarkus.websockets.next.HandshakeRequest;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * {@code WS /v1/realtime}: {@code ?model=} opens a session, {@code ?call_id=} joins that of a
 * WebRTC call, {@code ?sidetone=1} asks for {@link ServerEvent.TurnTiming} as well.
 *
 * <p>As the hosted service does, it completes every upgrade; what is wrong comes as one {@code
 * error} event and a close frame (3000 for keys, 4000 for the rest) right behind it.
 */
@WebSocket(path = "/v1/realtime")
final class RealtimeSocket {

    private static final Logger LOG = Logger.getLogger(RealtimeSocket.class);

    private final EmbeddedProvider provider;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();

    private record Peer(RealtimeSession session, SocketClient client, boolean owner) {}

    @Inject
    RealtimeSocket(EmbeddedProvider provider) {
        this.provider = provider;
    }

    @OnOpen
    @RunOnVirtualThread
    void open(WebSocketConnection connection) {
        Query query = Query.of(connection.handshakeRequest().query());
        var client = new SocketClient(connection, query.has("sidetone"));
        Optional<Refusal> refusal = refusal(connection.handshakeRequest(), query);
        if (refusal.isPresent()) {
            refuse(client, refusal.get());
            return;
        }
        Optional<RealtimeSession> session =
                query.has("call_id")
                        ? provider.call(query.get("call_id"))
                        : provider.open(query.get("model"));
        if (session.isEmpty()) {
            refuse(client, query.has("call_id") ? noCall(query.get("call_id")) : full());
            return;
        }
        peers.put(connection.id(), new Peer(session.get(), client, !query.has("call_id")));
        session.get().attach(client);
    }

    /** An error and the code of the close frame behind it. */
    private record Refusal(WireError error, int close) {}

    private Optional<Refusal> refusal(HandshakeRequest request, Query query) {
        if (header(request, "OpenAI-Beta").contains("realtime=v1")) {
            return config(
                    "beta_api_shape_disabled",
                    "The beta shape of the Realtime API is gone; leave out the OpenAI-Beta header"
                            + " and use the GA events.");
        }
        if (query.has("intent")) {
            return Optional.of(new Refusal(OtherVersions.refusal("v1"), 4000));
        }
        if (!query.has("model") && !query.has("call_id")) {
            return config(
                    "missing_model",
                    "You must provide a model parameter: /v1/realtime?model="
                            + EmbeddedProvider.MODEL);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> config(String code, String message) {
        return Optional.of(new Refusal(WireError.invalidRequest(code, message, null, null), 4000));
    }

    private static Refusal noCall(String id) {
        return new Refusal(
                WireError.invalidRequest(
                        "call_id_not_found",
                        "No call with id '" + SpokenResult.clean(id) + "' is running.",
                        "call_id",
                        null),
                4000);
    }

    private Refusal full() {
        return new Refusal(
                WireError.server(
                        "session_limit_reached",
                        provider.limit()
                                + " sessions are open, which is the limit; try again when one has"
                                + " ended or raise sidetone.embedded.max-sessions."),
                4000);
    }

    private static void refuse(SocketClient client, Refusal refusal) {
        var event = new ServerEvent.ErrorEvent(Ids.event(), refusal.error());
        client.send(event, WireCodec.write(event));
        String code = refusal.error().code();
        client.close(refusal.close(), refusal.error().type() + (code == null ? "" : "." + code));
    }

    private static String header(HandshakeRequest request, String name) {
        String value = request.header(name);
        return value == null ? "" : value;
    }

    @OnTextMessage
    @RunOnVirtualThread
    void text(String frame, WebSocketConnection connection) {
        Peer peer = peers.get(connection.id());
        if (peer != null) {
            peer.session().receive(peer.client(), frame);
        }
    }

    @OnBinaryMessage
    @RunOnVirtualThread
    void binary(Buffer frame, WebSocketConnection connection) {
        Peer peer = peers.get(connection.id());
        if (peer != null) {
            LOG.debugf("a binary frame of %d bytes was refused", frame.length());
            peer.session().refuseBinary(peer.client());
        }
    }

    @OnClose
    @RunOnVirtualThread
    void close(WebSocketConnection connection) {
        Peer peer = peers.remove(connection.id());
        if (peer != null) {
            peer.client().gone();
            peer.session().detach(peer.client());
            if (peer.owner()) {
                peer.session().end(1000, "the client left");
            }
        }
    }

    @OnError
    @RunOnVirtualThread
    void error(WebSocketConnection connection, Throwable cause) {
        LOG.debugf("a realtime socket failed: %s", cause.getMessage());
        close(connection);
    }
}
