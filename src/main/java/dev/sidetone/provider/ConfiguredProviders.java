package dev.sidetone.provider;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.InternalKey;
import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.config.Secret;
import dev.sidetone.config.Settings;
import io.quarkus.vertx.http.HttpServer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The provider that the running configuration names, over {@code java.net.http}: one pooled client
 * for HTTP and sockets of all providers.
 */
@ApplicationScoped
class ConfiguredProviders implements RealtimeProviders {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final RunningConfiguration running;
    private final HttpServer ownServer;
    private final InternalKey ownKey;

    /** Listeners wait on these while a call is slow to take what its provider sends. */
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("provider-", 0).factory());

    private final HttpClient client = client(threads);

    @Inject
    ConfiguredProviders(RunningConfiguration running, HttpServer ownServer, InternalKey ownKey) {
        this.running = running;
        this.ownServer = ownServer;
        this.ownKey = ownKey;
    }

    /** Redirects are not followed: what is sent holds the key. */
    static HttpClient client(ExecutorService threads) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
    }

    @Override
    public RealtimeProvider current() {
        Configuration now = running.now();
        ModelProvider provider = now.provider();
        return new HttpRealtimeProvider(
                upstream(provider, now.realtime()), key(provider), client, Thread::sleep);
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
        client.shutdownNow();
        threads.shutdownNow();
    }
}
