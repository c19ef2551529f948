package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.dialect.Dialect;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS: all requests share one connection, and a socket trusts whom Java trusts. */
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir Path folder;

    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();
    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        HttpServer server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setHost("127.0.0.1")
                                        .setPort(0)
                                        .setSsl(true)
                                        .setUseAlpn(true)
                                        .setKeyCertOptions(
                                                new JksOptions()
                                                        .setPath(keys().toString())
                                                        .setPassword(PASSWORD)))
                        .connectionHandler(connections::add)
                        .requestHandler(request -> {
                            if ("websocket".equals(request.getHeader("Upgrade"))) {
                                request.toWebSocket()
                                        .onSuccess(socket ->
                                                socket.textMessageHandler(
                                                        socket::writeTextMessage));
                                return;
                            }
                            versions.add(request.version().name());
                            request.response()
                                    .setStatusCode(201)
                                    .putHeader("Location", "/v1/realtime/calls/rtc_1")
                                    .end("v=0");
                        })
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        port = server.actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Path keys() throws IOException, InterruptedException {
        Path store = folder.resolve("keys.jks");
        if (!Files.exists(store)) {
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "test",
                                    "-keyalg",
                                    "EC",
                                    "-dname",
                                    "CN=sidetone",
                                    "-ext",
                                    "SAN=ip:127.0.0.1",
                                    "-keystore",
                                    store.toString(),
                                    "-storetype",
                                    "JKS",
                                    "-storepass",
                                    PASSWORD,
                                    "-keypass",
                                    PASSWORD)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        return store;
    }

    private Connections trusting() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.jks"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new Connections(
                vertx,
                HttpClient.newBuilder().sslContext(context),
                Connections.socketOptions()
                        .setTrustOptions(TrustOptions.wrap(trust.getTrustManagers()[0])));
    }

    @Test
    void requestsShareOneConnection() throws Exception {
        try (var own = trusting()) {
            URI models = URI.create("https://127.0.0.1:" + port + "/v1/models");
            for (int i = 0; i < 3; i++) {
                var request =
                        Exchange.request(Target.of(models), Map.of())
                                .POST(BodyPublishers.ofString("offer"))
                                .build();
                assertThat(Exchange.send(own.client(), "Nothing", models, request).body())
                        .isEqualTo("v=0");
            }
        }

        assertThat(versions).containsExactly("HTTP_2", "HTTP_2", "HTTP_2");
        assertThat(connections).hasSize(1);
    }

    /** Whoever looks at a conversation has paid for TLS before they talk. */
    @Test
    void aCallGoesOverTheConnectionThatWasMadeReady() throws Exception {
        try (var own = trusting()) {
            HttpRealtimeProvider provider =
                    TestProviders.provider(
                            TestProviders.at("https://127.0.0.1:" + port + "/v1"), own, _ -> {});
            provider.warmUp();
            await().until(() -> versions.size() == 1);
            provider.warmUp();

            provider.call(TestProviders.terms(Version.V2))
                    .create("v=0 offer", WireCodec.json().createObjectNode());
        }

        assertThat(connections).hasSize(1);
        assertThat(versions).as("one knock and one call").hasSize(2);
    }

    @Test
    void aSocketIsEncryptedAndKnowsItsServer() throws Exception {
        try (var own = trusting()) {
            assertThat(join(own, "127.0.0.1")).isEqualTo("heard");
        }
    }

    /** The certificate is for the address only. */
    @Test
    void aSocketIsNotOpenedToWhoCannotShowItsName() throws Exception {
        try (var own = trusting()) {
            assertThatThrownBy(() -> join(own, "localhost"))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("no connection to localhost:" + port);
        }
    }

    @Test
    void aSocketIsNotOpenedToWhoIsNotTrusted() {
        try (var own = new Connections(vertx)) {
            assertThatThrownBy(() -> join(own, "127.0.0.1"))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("no connection to 127.0.0.1:" + port);
        }
    }

    private String join(Connections own, String host) throws Exception {
        var heard = new CompletableFuture<String>();
        var opener = new SocketOpener(own, Map.of(), Duration.ofSeconds(10), Duration.ofMinutes(5));
        URI where = URI.create("wss://" + host + ":" + port + "/v1/realtime");
        opener.open(
                        Target.of(where),
                        Dialect.realtime(),
                        new ProviderListener() {
                            @Override
                            public void event(ServerEvent event) {
                                heard.complete("heard");
                            }

                            @Override
                            public void lost(SocketLoss loss) {
                                heard.complete(loss.text());
                            }
                        })
                .send(new ClientEvent.ResponseCancel("c1", null));
        return heard.get(20, TimeUnit.SECONDS);
    }
}
