package dev.sidetone.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static Settings.Server server(String host, int port) {
        return new Settings.Server(host, port, Optional.empty());
    }

    @Test
    void aPortInUseIsOneLineWithTheWayOut() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Optional<String> fault = Preflight.listening(server("127.0.0.1", taken.getLocalPort()));

            assertThat(fault)
                    .hasValueSatisfying(f ->
                            assertThat(f)
                                    .contains("Port " + taken.getLocalPort(), "SIDETONE_PORT")
                                    .doesNotContain("\n"));
        }
    }

    @Test
    void aFreePortPasses() {
        assertThat(Preflight.listening(server("127.0.0.1", 0))).isEmpty();
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThat(Preflight.listening(server("no-such-host.invalid", 0)))
                .hasValueSatisfying(
                        f -> assertThat(f).contains("no-such-host.invalid", "SIDETONE_HOST"));
    }
}
