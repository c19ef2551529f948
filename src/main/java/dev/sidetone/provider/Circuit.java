package dev.sidetone.provider;

import dev.sidetone.provider.ProviderHealth.CircuitState;
import dev.sidetone.provider.Retry.Attempt;
import java.time.Duration;

/** Stands before the start of a call, so that a provider that is down is not waited for again. */
sealed interface Circuit permits GuardedCircuit, Circuit.Unguarded {

    <T> T run(Class<T> type, Attempt<T> attempt) throws ProviderException, InterruptedException;

    CircuitState state();

    /** How long the provider is left alone from now on; zero when it is asked. */
    Duration rest();

    /** Why the last call did not begin, in words of ours; empty when it did. */
    String lastFault();

    /** Of a provider whose every call is tried. */
    record Unguarded() implements Circuit {
        @Override
        public <T> T run(Class<T> type, Attempt<T> attempt)
                throws ProviderException, InterruptedException {
            return attempt.run();
        }

        @Override
        public CircuitState state() {
            return CircuitState.CLOSED;
        }

        @Override
        public Duration rest() {
            return Duration.ZERO;
        }

        @Override
        public String lastFault() {
            return "";
        }
    }
}
