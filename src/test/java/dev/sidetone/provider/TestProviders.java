package dev.sidetone.provider;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeOffer;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.Secret;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Providers as a configuration would describe them. */
final class TestProviders {

    private static final Vertx VERTX = Vertx.vertx();

    private TestProviders() {}

    static Connections connections() {
        return new Connections(VERTX);
    }

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

    /** One that speaks as the Realtime API did before GA. */
    static ModelProvider beta(String base) {
        return copy(at(base), Optional.of(URI.create(base)), ModelProvider.Dialect.BETA);
    }

    /** One of which somebody said what it offers. */
    static ModelProvider offering(String base, RealtimeOffer offer) {
        ModelProvider like = at(base);
        return copy(like, like.baseUrl(), like.dialect(), offer);
    }

    /** The one in this process. */
    static ModelProvider embedded() {
        return copy(at("http://h/v1"), Optional.empty(), ModelProvider.Dialect.GA);
    }

    private static ModelProvider copy(
            ModelProvider like, Optional<URI> base, ModelProvider.Dialect dialect) {
        return copy(like, base, dialect, like.offer());
    }

    private static ModelProvider copy(
            ModelProvider like,
            Optional<URI> base,
            ModelProvider.Dialect dialect,
            RealtimeOffer offer) {
        return new ModelProvider(
                like.id(),
                like.name(),
                base,
                like.envKey(),
                like.keyHelp(),
                like.key(),
                like.wireApi(),
                like.headers(),
                like.queryParams(),
                like.requestMaxRetries(),
                like.streamMaxRetries(),
                like.streamIdleTimeout(),
                like.connectTimeout(),
                like.requiresOpenaiAuth(),
                like.supportsWebsockets(),
                dialect,
                like.callBody(),
                offer);
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
                body,
                RealtimeOffer.USUAL);
    }

    static ModelProvider keyless(ModelProvider like, String variable, Map<String, Secret> headers) {
        Optional<String> envKey = Optional.of(variable).filter(v -> !v.isEmpty());
        return copy(like, envKey, Optional.empty(), headers, like.streamIdleTimeout());
    }

    static ModelProvider withIdle(ModelProvider like, Duration idle) {
        return copy(like, like.envKey(), like.key(), like.headers(), idle);
    }

    private static ModelProvider copy(
            ModelProvider like,
            Optional<String> envKey,
            Optional<Secret> key,
            Map<String, Secret> headers,
            Duration idle) {
        return new ModelProvider(
                like.id(),
                like.name(),
                like.baseUrl(),
                envKey,
                "",
                key,
                like.wireApi(),
                headers,
                like.queryParams(),
                like.requestMaxRetries(),
                like.streamMaxRetries(),
                idle,
                like.connectTimeout(),
                false,
                false,
                like.dialect(),
                like.callBody(),
                like.offer());
    }

    static Upstream upstream(ModelProvider provider) {
        return Upstream.of(
                provider,
                provider.baseUrl().orElseThrow().toString(),
                Optional.empty(),
                Optional.empty());
    }

    static HttpRealtimeProvider provider(
            ModelProvider provider, Connections connections, Retry.Pause pause) {
        return provider(
                provider, connections, pause, new Circuit.Unguarded(), Duration.ofSeconds(10));
    }

    static HttpRealtimeProvider provider(
            ModelProvider provider,
            Connections connections,
            Retry.Pause pause,
            Circuit circuit,
            Duration opening) {
        var retry = new Retry(provider.requestMaxRetries(), pause, new Random(1));
        return new HttpRealtimeProvider(
                upstream(provider),
                provider.key(),
                new Route(connections, Outbound.allowing(Set.of()), circuit, retry, opening));
    }

    static CallTerms transcribing() {
        return new CallTerms(
                Version.V2, Type.TRANSCRIPTION, "m", Optional.empty(), "thread-1", _ -> "", false);
    }

    static CallTerms terms(Version version) {
        return terms(version, "m");
    }

    static CallTerms terms(Version version, String model) {
        return new CallTerms(
                version,
                Type.CONVERSATIONAL,
                model,
                Optional.of("session-1"),
                "thread-1",
                _ -> "",
                false);
    }
}
