package dev.sidetone.provider;

import dev.sidetone.config.Secret;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** One provider as it was configured when it was asked for. */
final class HttpRealtimeProvider implements RealtimeProvider {

    private static final Duration SMALL = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final Optional<Secret> key;
    private final HttpClient client;
    private final Retry retry;
    private final Capabilities capabilities;

    HttpRealtimeProvider(
            Upstream upstream, Optional<Secret> key, HttpClient client, Retry.Pause pause) {
        this.upstream = upstream;
        this.key = key;
        this.client = client;
        this.retry =
                new Retry(
                        upstream.provider().requestMaxRetries(),
                        pause,
                        new java.security.SecureRandom());
        this.capabilities = upstream.family().capabilities(upstream.provider());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public void warmUp() {
        var request =
                Exchange.request(upstream.models(), Headers.of(upstream, key))
                        .timeout(SMALL)
                        .GET()
                        .build();
        client.sendAsync(request, BodyHandlers.discarding()).exceptionally(_ -> null).isDone();
    }

    @Override
    public ProviderCall call(CallTerms terms) {
        return new HttpCall(
                upstream,
                Headers.of(upstream, key, terms),
                terms,
                capabilities.body(),
                client,
                retry);
    }
}
