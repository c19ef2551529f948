package dev.sidetone.provider;

import dev.sidetone.wire.dialect.Dialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens a realtime socket and says in words why it could not. */
record SocketOpener(
        Connections connections, Map<String, String> headers, Duration patience, Duration idle) {

    private static final String WHAT = "The realtime connection could not be opened";

    ProviderSocket open(Target target, Dialect dialect, ProviderListener listener)
            throws ProviderException, InterruptedException {
        URI uri = target.where();
        var builder = connections.client().newWebSocketBuilder().connectTimeout(patience);
        headers.forEach(builder::header);
        if (!target.named().isEmpty()) {
            builder.header("Host", target.named());
        }
        var frames = new FrameReader(dialect, listener);
        CompletableFuture<WebSocket> opening = builder.buildAsync(target.at(), frames);
        try {
            WebSocket socket = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            connections.threads().execute(frames.reading(socket));
            var pulse = new Pulse(socket, frames, idle, Pulse.PAUSE, connections.pings());
            return new HttpSocket(socket, dialect, frames, pulse);
        } catch (ExecutionException e) {
            throw explain(uri, e.getCause() instanceof Throwable cause ? cause : e);
        } catch (TimeoutException e) {
            abandon(opening);
            throw new ProviderException(
                    ProviderException.Kind.TIMED_OUT,
                    "%s: %s did not answer in %d ms. Check the network, or give it more time with websocket_connect_timeout_ms."
                            .formatted(WHAT, uri.getRawAuthority(), patience.toMillis()),
                    e);
        } catch (InterruptedException e) {
            abandon(opening);
            throw e;
        }
    }

    static ProviderException unreachable(String what, URI uri, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new ProviderException(
                ProviderException.Kind.UNREACHABLE,
                "%s: no connection to %s (%s). Check the provider's base URL and the network."
                        .formatted(what, uri.getRawAuthority(), why),
                e);
    }

    private static void abandon(CompletableFuture<WebSocket> opening) {
        opening.thenAccept(WebSocket::abort).isDone();
        opening.cancel(true);
    }

    private static ProviderException explain(URI uri, Throwable cause) {
        return switch (cause) {
            case WebSocketHandshakeException refused ->
                    Refusal.of(WHAT, uri, refused.getResponse().statusCode(), body(refused));
            case IOException broken -> unreachable(WHAT, uri, broken);
            case IllegalArgumentException bad -> throw bad;
            default -> unreachable(WHAT, uri, new IOException(cause));
        };
    }

    private static String body(WebSocketHandshakeException refused) {
        return refused.getResponse().body() instanceof String text ? text : "";
    }
}
