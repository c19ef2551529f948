package dev.sidetone.provider;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.InternalKey;
import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.config.Secret;
import dev.sidetone.config.Settings;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The provider that the running configuration names: one pooled client for the requests and one for
 * the sockets of all providers.
 */
@ApplicationScoped
class ConfiguredProviders implements RealtimeProviders {

    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration LESS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningConfiguration running;
    private final HttpServer ownServer;
    private final InternalKey ownKey;
    private final SecureRandom random = new SecureRandom();
    private final CompletableFuture<Connections> connections;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    @Inject
    ConfiguredProviders(
            RunningConfiguration running, HttpServer ownServer, InternalKey ownKey, Vertx vertx) {
        this.connections = opening(() -> new Connections(vertx));
        this.running = running;
        this.ownServer = ownServer;
        this.ownKey = ownKey;
    }

    /** In the background: reading whom this Java trusts takes a while, and only a call needs it. */
    private static CompletableFuture<Connections> opening(Supplier<Connections> connections) {
        return CompletableFuture.supplyAsync(
                connections, Thread.ofPlatform().daemon().name("provider-setup")::start);
    }

    @Override
    public RealtimeProvider current() {
        Configuration now = running.now();
        ModelProvider provider = now.provider();
        return new HttpRealtimeProvider(
                upstream(provider, now.realtime()), key(provider), route(provider, now));
    }

    @Override
    public ProviderHealth health() {
        ModelProvider provider = running.now().provider();
        Circuit circuit = circuit(provider);
        Family family = Family.of(provider);
        return new ProviderHealth(
                family,
                circuit.state(),
                circuit.rest(),
                circuit.lastFault(),
                family.capabilities(provider).missingKey());
    }

    private Route route(ModelProvider provider, Configuration now) {
        var retry = new Retry(provider.requestMaxRetries(), Thread::sleep, random);
        return new Route(
                connections.join(),
                outbound(provider, now),
                circuit(provider),
                retry,
                opening(now.calls().limits().start()));
    }

    private static Duration opening(Duration start) {
        return start.compareTo(LESS.multipliedBy(2)) > 0 ? start.minus(LESS) : start.dividedBy(2);
    }

    /** Our own listener is where it is. */
    private static Outbound outbound(ModelProvider provider, Configuration now) {
        return provider.embedded()
                ? new Outbound(Set.of(), _ -> new InetAddress[0])
                : Outbound.allowing(now.allowedHosts());
    }

    private Circuit circuit(ModelProvider provider) {
        return provider.baseUrl()
                .map(url -> circuits.computeIfAbsent(provider.id() + " at " + url, this::guarded))
                .orElse(new Circuit.Unguarded());
    }

    private Circuit guarded(String provider) {
        return new GuardedCircuit("The provider " + provider, REST, PATIENCE);
    }

    private Upstream upstream(ModelProvider provider, RealtimeSettings realtime) {
        Optional<URI> base = provider.baseUrl();
        return base.isEmpty()
                ? Upstream.of(provider, ownBase(), Optional.empty(), Optional.empty())
                : Upstream.of(
                        provider,
                        base.get().toString(),
                        realtime.callBase(),
                        realtime.socketBase());
    }

    /** The key of a configured provider; for the embedded one, the key of this process. */
    private Optional<Secret> key(ModelProvider provider) {
        return provider.embedded() ? Optional.of(ownKey.secret()) : provider.key();
    }

    /** Our own port is known only when the listener runs, so ask each time. */
    private String ownBase() {
        return "http://" + ownHost() + ":" + ownServer.getPort() + "/v1";
    }

    /** A listener on all addresses is reached on loopback, any other where it listens. */
    private String ownHost() {
        Settings.Server server = running.started().settings().server();
        String host = server.host();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    @PreDestroy
    void close() {
        connections.thenAccept(Connections::close).join();
    }
}
