package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.ProviderHealth.CircuitState;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The circuit before a provider, with the real breaker. */
@QuarkusTest
class GuardedCircuitTest {

    private final AtomicInteger asked = new AtomicInteger();

    private static GuardedCircuit circuit(Duration rest) {
        return new GuardedCircuit("The provider x", rest, Duration.ofSeconds(30));
    }

    private ProviderException fails(Circuit circuit, int status) {
        return catchThrowableOfType(
                ProviderException.class,
                () -> {
                    String _ =
                            circuit.run(
                                    String.class,
                                    () -> {
                                        asked.incrementAndGet();
                                        throw new ProviderException(
                                                ProviderException.Kind.REFUSED,
                                                status,
                                                "",
                                                "status " + status);
                                    });
                });
    }

    @Test
    void aProviderThatFailedFourTimesIsLeftAloneInWords() {
        Circuit circuit = circuit(Duration.ofMinutes(1));
        for (int i = 0; i < GuardedCircuit.CALLS; i++) {
            assertThat(fails(circuit, 503).status()).isEqualTo(503);
        }

        ProviderException refusal = fails(circuit, 503);

        assertThat(asked).hasValue(GuardedCircuit.CALLS);
        assertThat(refusal.kind()).isEqualTo(ProviderException.Kind.UNREACHABLE);
        assertThat(refusal.text()).contains("left alone for 60 s", "The last time: status 503");
    }

    @Test
    void itsStateIsToldAndNothingThatTheProviderSaid() throws Exception {
        Circuit circuit = circuit(Duration.ofMillis(200));
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        for (int i = 0; i < GuardedCircuit.CALLS; i++) {
            fails(circuit, 503);
        }

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
        assertThat(circuit.rest()).isBetween(Duration.ofMillis(1), Duration.ofMillis(200));
        assertThat(circuit.lastFault()).isEqualTo("It answered 503.");
        await().until(circuit::state, CircuitState.HALF_OPEN::equals);
        assertThat(circuit.rest()).isZero();

        await().ignoreExceptions()
                .until(() -> circuit.run(String.class, () -> "well"), "well"::equals);
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(circuit.lastFault()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 429})
    void whatItRefusesWithReasonDoesNotCount(int status) {
        Circuit circuit = circuit(Duration.ofMinutes(1));

        for (int i = 0; i < 10; i++) {
            assertThat(fails(circuit, status).status()).isEqualTo(status);
        }

        assertThat(asked).hasValue(10);
    }

    @Test
    void afterItsRestItIsAskedAgain() {
        Circuit circuit = circuit(Duration.ofMillis(50));
        for (int i = 0; i < GuardedCircuit.CALLS; i++) {
            fails(circuit, 500);
        }

        await().until(() -> circuit.run(String.class, () -> "well"), "well"::equals);
    }

    private static ProviderException hangs(Circuit circuit) {
        return catchThrowableOfType(
                ProviderException.class,
                () -> {
                    String _ =
                            circuit.run(
                                    String.class,
                                    () -> {
                                        new CountDownLatch(1).await();
                                        return "never";
                                    });
                });
    }

    @Test
    void whatTakesTooLongIsGivenUpAndToldWhenItIsLeftAlone() {
        var circuit =
                new GuardedCircuit("The provider x", Duration.ofMinutes(1), Duration.ofMillis(50));
        for (int i = 0; i < GuardedCircuit.CALLS; i++) {
            assertThat(hangs(circuit).kind()).isEqualTo(ProviderException.Kind.TIMED_OUT);
        }

        assertThat(hangs(circuit).text())
                .contains("left alone", "The last time: The provider x did not answer in time.");
    }

    /** It takes connections and says nothing; each try is over before its call is given up. */
    @Test
    void aProviderThatNeverAnswersAnUpgradeIsLeftAlone() {
        try (var upstream = new TestUpstream();
                var http = TestProviders.connections()) {
            upstream.upgradesHeld = true;
            ProviderCall call =
                    TestProviders.provider(
                                    upstream.provider(),
                                    http,
                                    _ -> {},
                                    circuit(Duration.ofMinutes(1)),
                                    Duration.ofMillis(50))
                            .call(TestProviders.terms(Version.V2));
            for (int i = 0; i < GuardedCircuit.CALLS; i++) {
                assertThat(opens(call).text()).contains("did not answer in 50 ms");
            }
            int asked = upstream.upgrades().size();

            assertThat(opens(call).text()).contains("left alone for 60 s");
            assertThat(upstream.upgrades()).hasSize(asked);
        }
    }

    private static ProviderException opens(ProviderCall call) {
        return catchThrowableOfType(
                ProviderException.class,
                () -> call.open(WireCodec.json().createObjectNode(), silent()));
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
