package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.Secret;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name whose meaning changes between the look and the connection gets nothing. */
class PinnedTest {

    private final TestUpstream upstream = new TestUpstream();
    private final Connections http = TestProviders.connections();

    @AfterEach
    void close() {
        http.close();
        upstream.close();
    }

    private HttpRealtimeProvider provider(Outbound outbound) {
        return provider(
                TestProviders.at("http://changing.invalid:" + upstream.port() + "/v1"), outbound);
    }

    private HttpRealtimeProvider provider(ModelProvider provider, Outbound outbound) {
        return new HttpRealtimeProvider(
                TestProviders.upstream(provider),
                provider.key(),
                new Route(
                        http,
                        outbound,
                        new Circuit.Unguarded(),
                        new Retry(0, _ -> {}, new Random(1)),
                        Duration.ofSeconds(10)));
    }

    /** Only the look knows the name; whoever resolves it again finds nobody. */
    @Test
    void requestsAndSocketsGoWhereTheLookSaid() throws Exception {
        var outbound =
                new Outbound(Set.of(), _ -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        ProviderCall call = provider(outbound).call(TestProviders.terms(Version.V2));

        call.create("v=0 offer", WireCodec.json().createObjectNode());
        call.join("rtc_1", silent()).close();
        call.hangUp("rtc_1");

        String name = "changing.invalid:" + upstream.port();
        await().until(() -> upstream.requests.size() == 2);
        assertThat(upstream.requests).extracting(seen -> seen.header("host")).containsOnly(name);
        assertThat(upstream.upgradeRequests)
                .extracting(seen -> seen.header("host"))
                .containsExactly(name);
    }

    /** A configuration for Codex's text API: its base, its version, its key. */
    @Test
    void aCallAtAzureHasItsKeyAndItsGaAddress() throws Exception {
        var azure =
                TestProviders.with(
                        "http://my.openai.azure.com:" + upstream.port() + "/openai",
                        Map.of(),
                        Map.of("api-version", new Secret("2025-04-01-preview")),
                        0,
                        ModelProvider.CallBody.MULTIPART);
        var outbound =
                new Outbound(Set.of(), _ -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        ProviderCall call = provider(azure, outbound).call(TestProviders.terms(Version.V2));

        call.create("v=0 offer", WireCodec.json().createObjectNode());
        call.join("rtc_1", silent()).close();

        var made = upstream.requests.getFirst();
        assertThat(made.uri()).isEqualTo("/openai/v1/realtime/calls");
        assertThat(made.header("api-key")).isEqualTo("sk-secret");
        assertThat(made.header("authorization")).isEmpty();
        assertThat(upstream.upgradeRequests.getFirst().uri())
                .isEqualTo("/openai/v1/realtime?call_id=rtc_1");
        assertThat(upstream.upgradeRequests.getFirst().header("api-key")).isEqualTo("sk-secret");
    }

    @Test
    void aNameThatTakesLongHoldsUpNoWarmUp() throws Exception {
        var mayKnow = new CountDownLatch(1);
        var outbound =
                new Outbound(
                        Set.of(),
                        _ -> {
                            awaitQuietly(mayKnow);
                            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                        });

        provider(outbound).warmUp();
        assertThat(upstream.knocks).isEmpty();
        mayKnow.countDown();

        await().until(() -> upstream.knocks.size() == 1);
        assertThat(upstream.knocks.getFirst().uri()).isEqualTo("/v1/models");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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
