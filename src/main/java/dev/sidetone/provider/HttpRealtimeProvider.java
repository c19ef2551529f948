package dev.sidetone.provider;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The provider over {@code java.net.http}: one pooled client for HTTP and sockets. */
@ApplicationScoped
class HttpRealtimeProvider implements RealtimeProvider {

    static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final Duration SMALL = Duration.ofSeconds(5);

    private final Upstream upstream;

    /** Platform threads: with virtual ones a client was seen to leave its sockets unread. */
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("provider-", 0).factory());

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .executor(threads)
                    .build();

    @Inject
    HttpRealtimeProvider(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, upstream.embedded());
    }

    @Override
    public void warmUp() {
        var request = authorised(upstream.models()).timeout(SMALL).GET().build();
        client.sendAsync(request, BodyHandlers.discarding()).exceptionally(_ -> null).isDone();
    }

    @Override
    public CreatedCall createCall(String offerSdp, JsonNode session)
            throws ProviderException, InterruptedException {
        URI where = upstream.calls();
        var request =
                authorised(where)
                        .timeout(CALL)
                        .header("Content-Type", Multipart.contentType())
                        .header("Accept", "application/sdp")
                        .POST(BodyPublishers.ofByteArray(body(offerSdp, session)))
                        .build();
        HttpResponse<String> response = exchange("The call could not be made", request);
        return created(where, response);
    }

    @Override
    public ProviderSocket joinSideband(String callId, ProviderListener listener)
            throws ProviderException, InterruptedException {
        return SocketOpener.open(client, authoriser(), upstream.sideband(callId), listener);
    }

    @Override
    public ProviderSocket openSocket(String model, ProviderListener listener)
            throws ProviderException, InterruptedException {
        return SocketOpener.open(client, authoriser(), upstream.socketFor(model), listener);
    }

    @Override
    public void hangUp(String callId) throws ProviderException, InterruptedException {
        var request =
                authorised(upstream.hangUp(callId))
                        .timeout(SMALL)
                        .POST(BodyPublishers.noBody())
                        .build();
        try {
            exchange("The call could not be ended", request);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.GONE) {
                throw e;
            }
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    private static byte[] body(String offerSdp, JsonNode session) {
        return new Multipart(offerSdp, session.toString()).bytes();
    }

    private static CreatedCall created(URI where, HttpResponse<String> response)
            throws ProviderException {
        String location = response.headers().firstValue("Location").orElse("");
        if (response.body().isBlank()) {
            throw unusable(where, "the answer has no SDP");
        }
        return CallIds.fromLocation(location)
                .map(id -> new CreatedCall(id, response.body()))
                .orElseThrow(() ->
                        unusable(
                                where,
                                location.isEmpty()
                                        ? "the answer has no Location header"
                                        : "its Location names no call: " + location));
    }

    private static ProviderException unusable(URI where, String why) {
        return new ProviderException(
                ProviderException.Kind.BAD_ANSWER,
                0,
                "",
                "The provider at %s made a call, but %s. It is not compatible with /v1/realtime/calls."
                        .formatted(where.getRawAuthority(), why));
    }

    /** A second try only where the first never reached the provider: a call is made once. */
    private HttpResponse<String> exchange(String what, HttpRequest request)
            throws ProviderException, InterruptedException {
        try {
            return accepted(what, request, sendOnceOrAgain(request));
        } catch (HttpTimeoutException e) {
            throw new ProviderException(
                    ProviderException.Kind.TIMED_OUT,
                    "%s: the provider at %s did not answer in time. Try again, or check its base URL."
                            .formatted(what, request.uri().getRawAuthority()),
                    e);
        } catch (IOException e) {
            throw SocketOpener.unreachable(what, request.uri(), e);
        }
    }

    private HttpResponse<String> sendOnceOrAgain(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException _) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> accepted(
            String what, HttpRequest request, HttpResponse<String> response)
            throws ProviderException {
        if (response.statusCode() / 100 != 2) {
            throw Refusal.of(what, request.uri(), response.statusCode(), response.body());
        }
        return response;
    }

    private HttpRequest.Builder authorised(URI uri) {
        var builder = HttpRequest.newBuilder(uri);
        upstream.bearer().ifPresent(b -> builder.header("Authorization", "Bearer " + b.reveal()));
        return builder;
    }

    private SocketOpener.Authoriser authoriser() {
        return builder ->
                upstream.bearer()
                        .ifPresent(b -> builder.header("Authorization", "Bearer " + b.reveal()));
    }
}
