package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import java.net.InetAddress;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name whose meaning changes between the look and the connection gets nothing. */
class PinnedTest {

    private final TestUpstream upstream = new TestUpstream();
    private final Connections http = new Connections();

    @AfterEach
    void close() {
        http.close();
        upstream.close();
    }

    /** Only the look knows the name; whoever resolves it again finds nobody. */
    @Test
    void requestsAndSocketsGoWhereTheLookSaid() throws Exception {
        var provider = TestProviders.at("http://changing.invalid:" + upstream.port() + "/v1");
        var outbound =
                new Outbound(Set.of(), _ -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        var retry = new Retry(0, _ -> {}, new Random(1));
        ProviderCall call =
                new HttpRealtimeProvider(
                                TestProviders.upstream(provider),
                                provider.key(),
                                new Route(http, outbound, new Circuit.Unguarded(), retry))
                        .call(TestProviders.terms(Version.V2));

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

    private static ProviderListener silent() {
        return new ProviderListener() {
            @Override
            public void event(ServerEvent event) {}

            @Override
            public void lost(SocketLoss loss) {}
        };
    }
}
