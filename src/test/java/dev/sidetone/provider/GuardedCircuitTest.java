package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.sidetone.provider.ProviderHealth.CircuitState;
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

    @Test
    void whatTakesTooLongIsGivenUp() {
        var circuit =
                new GuardedCircuit("The provider x", Duration.ofMinutes(1), Duration.ofMillis(50));

        var refusal =
                catchThrowableOfType(
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

        assertThat(refusal.kind()).isEqualTo(ProviderException.Kind.TIMED_OUT);
    }
}
