package dev.sidetone.provider;

import dev.sidetone.wire.dialect.Dialect;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** Opens a realtime socket and says in words why it could not. */
record SocketOpener(
        Connections connections, Map<String, String> headers, Duration patience, Duration idle) {

    private static final String WHAT = "The realtime connection could not be opened";

    /** Vert.x gives up after us, so that we say why. */
    private static final long LATER_MS = 1000;

    HttpSocket open(Target target, Dialect dialect, ProviderListener listener)
            throws ProviderException, InterruptedException {
        return open(target, dialect, listener, _ -> {});
    }

    /**
     * @param marks takes the marks that the other end gives back
     */
    HttpSocket open(Target target, Dialect dialect, ProviderListener listener, LongConsumer marks)
            throws ProviderException, InterruptedException {
        Headers.check(headers);
        URI uri = target.where();
        ClientWebSocket socket = connections.socket();
        var frames = new FrameReader(socket, dialect, listener, marks, connections::start);
        frames.listen();
        CompletableFuture<WebSocket> opening = connections.connect(socket, options(target));
        try {
            WebSocket open = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            var pulse = new Pulse(open, frames, idle, Pulse.Pace.USUAL, connections.pings());
            return new HttpSocket(open, dialect, frames, pulse);
        } catch (ExecutionException e) {
            throw explain(uri, e.getCause() instanceof Throwable cause ? cause : e);
        } catch (TimeoutException e) {
            abandon(frames, opening);
            throw new ProviderException(
                    ProviderException.Kind.TIMED_OUT,
                    "%s: %s did not answer in %d ms. Check the network, or give it more time with websocket_connect_timeout_ms."
                            .formatted(WHAT, uri.getRawAuthority(), patience.toMillis()),
                    e);
        } catch (InterruptedException e) {
            abandon(frames, opening);
            throw e;
        }
    }

    private WebSocketConnectOptions options(Target target) {
        URI at = target.at();
        boolean secure = at.getScheme().equalsIgnoreCase("wss");
        var options =
                new WebSocketConnectOptions()
                        .setSsl(secure)
                        .setHost(at.getHost().replaceAll("[\\[\\]]", ""))
                        .setPort(at.getPort() < 0 ? (secure ? 443 : 80) : at.getPort())
                        .setURI(path(at))
                        .setConnectTimeout(patience.toMillis() + LATER_MS)
                        .setTimeout(patience.toMillis() + LATER_MS)
                        .setAllowOriginHeader(false);
        options.setProxyOptions(Connections.proxy(at));
        headers.forEach(options::putHeader);
        if (!target.named().isEmpty()) {
            options.putHeader("Host", target.named());
        }
        return options;
    }

    private static String path(URI at) {
        String path = at.getRawPath().isEmpty() ? "/" : at.getRawPath();
        return at.getRawQuery() == null ? path : path + "?" + at.getRawQuery();
    }

    static ProviderException unreachable(String what, URI uri, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new ProviderException(
                ProviderException.Kind.UNREACHABLE,
                "%s: no connection to %s (%s). Check the provider's base URL and the network."
                        .formatted(what, uri.getRawAuthority(), why),
                e);
    }

    private static void abandon(FrameReader frames, CompletableFuture<WebSocket> opening) {
        frames.silence();
        opening.thenAccept(HttpSocket::abort).isDone();
    }

    private static ProviderException explain(URI uri, Throwable cause) {
        return switch (cause) {
            case UpgradeRejectedException refused ->
                    Refusal.of(WHAT, uri, refused.getStatus(), body(refused));
            case IOException broken -> unreachable(WHAT, uri, broken);
            default -> unreachable(WHAT, uri, new IOException(cause.getMessage(), cause));
        };
    }

    private static String body(UpgradeRejectedException refused) {
        return refused.getBody() == null ? "" : refused.getBody().toString(StandardCharsets.UTF_8);
    }
}
