package dev.sidetone.provider;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Providers as a configuration would describe them. */
final class TestProviders {

    private TestProviders() {}

    static ModelProvider at(String base) {
        return with(base, Map.of(), Map.of(), 4, ModelProvider.CallBody.MULTIPART);
    }

    static ModelProvider withRetries(ModelProvider like, int retries) {
        return with(
                like.baseUrl().orElseThrow().toString(),
                Map.of(),
                Map.of(),
                retries,
                ModelProvider.CallBody.MULTIPART);
    }

    static ModelProvider with(
            String base,
            Map<String, Secret> headers,
            Map<String, Secret> query,
            int retries,
            ModelProvider.CallBody body) {
        return new ModelProvider(
                "mine",
                "Mine",
                Optional.of(URI.create(base)),
                Optional.empty(),
                "",
                Optional.of(new Secret("sk-secret")),
                ModelProvider.WireApi.RESPONSES,
                headers,
                query,
                retries,
                OptionalInt.empty(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                false,
                false,
                ModelProvider.Dialect.GA,
                body);
    }

    static ModelProvider keyless(ModelProvider like, String variable, Map<String, Secret> headers) {
        return new ModelProvider(
                like.id(),
                like.name(),
                like.baseUrl(),
                Optional.of(variable).filter(v -> !v.isEmpty()),
                "",
                Optional.empty(),
                like.wireApi(),
                headers,
                like.queryParams(),
                like.requestMaxRetries(),
                like.streamMaxRetries(),
                like.streamIdleTimeout(),
                like.connectTimeout(),
                false,
                false,
                like.dialect(),
                like.callBody());
    }

    static Upstream upstream(ModelProvider provider) {
        return Upstream.of(
                provider,
                provider.baseUrl().orElseThrow().toString(),
                Optional.empty(),
                Optional.empty());
    }

    static HttpRealtimeProvider provider(
            ModelProvider provider, HttpClient http, Retry.Pause pause) {
        return new HttpRealtimeProvider(upstream(provider), provider.key(), http, pause);
    }

    static CallTerms terms(Version version) {
        return new CallTerms(version, "m", Optional.of("session-1"), "thread-1", false);
    }
}
