package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.dialect.Dialect;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A network whose only way out is a proxy: sockets take it as requests do. */
class ProxyTest {

    private final ProxySelector before = ProxySelector.getDefault();
    private final Vertx vertx = Vertx.vertx();
    private final TestUpstream upstream = new TestUpstream();
    private final Connections connections = TestProviders.connections();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final NetServer proxy =
            vertx.createNetServer()
                    .connectHandler(this::tunnel)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

    @AfterEach
    void close() {
        ProxySelector.setDefault(before);
        connections.close();
        upstream.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aSocketGoesThroughTheProxyOfThisJava() throws Exception {
        ProxySelector.setDefault(onlyTheProxy());
        URI where = URI.create("ws://provider.invalid:" + upstream.port() + "/v1/realtime");

        new SocketOpener(connections, Map.of(), Duration.ofSeconds(10), Duration.ofMinutes(5))
                .open(Target.of(where), Dialect.realtime(), silent())
                .close();

        assertThat(asked).containsExactly("CONNECT provider.invalid:" + upstream.port());
        assertThat(upstream.upgrades()).containsExactly("/v1/realtime");
    }

    /** What comes before the end of the request is its head; then bytes go both ways. */
    private void tunnel(NetSocket client) {
        client.handler(head -> {
            String line = head.toString(StandardCharsets.US_ASCII).lines().findFirst().orElse("");
            asked.add(line.substring(0, line.lastIndexOf(' ')));
            client.pause();
            vertx.createNetClient()
                    .connect(upstream.port(), "127.0.0.1")
                    .onSuccess(server -> {
                        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
                        client.handler(server::write);
                        server.handler(client::write);
                        client.resume();
                    });
        });
    }

    private ProxySelector onlyTheProxy() {
        var address = new InetSocketAddress("127.0.0.1", proxy.actualPort());
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress at, IOException why) {}
        };
    }

    private static ProviderListener silent() {
        return new ProviderListener() {
            @Override
            public void event(ServerEvent event) {}

            @Override
            public void lost(SocketLoss loss) {}
        };
    }
}
