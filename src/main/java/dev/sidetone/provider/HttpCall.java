package dev.sidetone.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.Capabilities.CallBody;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.dialect.Dialect;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One call over {@code java.net.http}. */
final class HttpCall implements ProviderCall {

    private static final Duration CALL = Duration.ofSeconds(20);

    private final Upstream upstream;
    private final Map<String, String> headers;
    private final CallTerms terms;
    private final CallBody body;
    private final Route route;
    private final Dialect sidebandDialect;
    private volatile String trouble = "";
    private Optional<Joined> joined = Optional.empty();

    /** What outlives the sockets of a sideband. */
    private record Joined(String callId, Sideband sideband) {}

    HttpCall(
            Upstream upstream,
            Map<String, String> headers,
            CallTerms terms,
            CallBody body,
            Route route) {
        this.upstream = upstream;
        this.headers = headers;
        this.terms = terms;
        this.body = body;
        this.route = route;
        this.sidebandDialect = dialect(true);
    }

    private Dialect dialect(boolean sideband) {
        return switch (terms.version()) {
            case V1 -> Dialect.quicksilver(sideband);
            case V2 ->
                    upstream.provider().dialect() == ModelProvider.Dialect.BETA
                            ? Dialect.beta()
                            : Dialect.realtime();
            case V3 -> Dialect.live(sideband, terms.channelOf());
        };
    }

    /** What no address or header can be made of comes from a client or a configuration. */
    private static <T> T inWords(Retry.Attempt<T> attempt)
            throws ProviderException, InterruptedException {
        try {
            return attempt.run();
        } catch (IllegalArgumentException e) {
            throw new ProviderException(
                    ProviderException.Kind.FORBIDDEN,
                    "The provider cannot be asked: %s. Check the call's id and the provider's http_headers and URLs."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    @Override
    public CreatedCall create(String offerSdp, JsonNode session)
            throws ProviderException, InterruptedException {
        return inWords(() -> made(offerSdp, session));
    }

    private CreatedCall made(String offerSdp, JsonNode session)
            throws ProviderException, InterruptedException {
        Target target = route.checked(upstream.calls(terms.version(), terms.model(), body));
        OfferBody offer =
                OfferBody.of(
                        body,
                        offerSdp,
                        sidebandDialect.session(session),
                        upstream.modelBeside(terms.model()));
        var request =
                Exchange.request(target, headers)
                        .timeout(CALL)
                        .setHeader("Content-Type", offer.contentType())
                        .setHeader("Accept", "application/sdp, application/json;q=0.5")
                        .POST(BodyPublishers.ofByteArray(offer.bytes()))
                        .build();
        return route.begin(CreatedCall.class, () -> tried(target.where(), request));
    }

    private CreatedCall tried(URI where, HttpRequest request)
            throws ProviderException, InterruptedException {
        try {
            return CallAnswer.read(
                    where,
                    Exchange.send(route.client(), "The call could not be made", where, request));
        } catch (ProviderException e) {
            trouble = e.text();
            throw e;
        }
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public ProviderSocket join(String callId, ProviderListener listener)
            throws ProviderException, InterruptedException {
        return inWords(() -> joined(upstream.sideband(terms.version(), callId), callId, listener));
    }

    /** The events of v2 say what has come; in v1 and v3 only the connection can. */
    private ProviderSocket joined(URI where, String callId, ProviderListener listener)
            throws ProviderException, InterruptedException {
        SocketOpener opener = opener(connectTimeout());
        if (terms.version() == Version.V2) {
            return opener.open(route.checked(where), sidebandDialect, listener);
        }
        Sideband sideband = sideband(callId);
        HttpSocket socket =
                opener.open(route.checked(where), sidebandDialect, listener, sideband::arrived);
        try {
            return sideband.over(socket);
        } catch (InterruptedException e) {
            socket.close();
            throw e;
        }
    }

    /** Another call knows nothing of what was sent to the one before. */
    private synchronized Sideband sideband(String callId) {
        Joined now =
                joined.filter(j -> j.callId().equals(callId))
                        .orElseGet(() -> new Joined(callId, new Sideband(sidebandDialect)));
        joined = Optional.of(now);
        return now.sideband();
    }

    @Override
    public ProviderSocket open(JsonNode session, ProviderListener listener)
            throws ProviderException, InterruptedException {
        return route.once(ProviderSocket.class, () -> inWords(() -> opened(session, listener)));
    }

    /** Each socket is a session of its own: nothing of the one before is known there. */
    private ProviderSocket opened(JsonNode session, ProviderListener listener)
            throws ProviderException, InterruptedException {
        URI where = upstream.socketFor(terms);
        Dialect dialect = dialect(false);
        SocketOpener opener = opener(least(connectTimeout(), route.opening()));
        if (terms.version() != Version.V3) {
            return opener.open(route.checked(where), dialect, listener);
        }
        var first = new FirstWord(where, listener);
        ProviderSocket socket = opener.open(route.checked(where), dialect, first);
        try {
            introduce(socket, session, first);
            return socket;
        } catch (ProviderException | InterruptedException e) {
            socket.close();
            throw e;
        }
    }

    /** A server that hung up already has said why: that is told, not that it hung up. */
    private static void introduce(ProviderSocket socket, JsonNode session, FirstWord first)
            throws ProviderException, InterruptedException {
        try {
            socket.send(new ClientEvent.SessionUpdate(null, session));
        } catch (ProviderException _) {
            first.await();
        }
        first.await();
    }

    private SocketOpener opener(Duration patience) {
        return new SocketOpener(
                route.connections(), headers, patience, upstream.provider().streamIdleTimeout());
    }

    private Duration connectTimeout() {
        return upstream.provider().connectTimeout();
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** v1 and v3 have no word for it: their calls end with the sideband and the media. */
    @Override
    public void hangUp(String callId) throws ProviderException, InterruptedException {
        if (terms.version() == Version.V2) {
            new HangUp(upstream, headers, route).of(callId);
        }
    }
}
