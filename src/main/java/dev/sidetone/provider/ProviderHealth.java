package dev.sidetone.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * How a provider is, as far as calls to it have shown. Holds nothing that the provider said.
 *
 * @param rest how long it is left alone from now on; zero when it is asked
 * @param lastFault why the last call did not begin; empty when it did, or none was tried
 * @param missingKey what to do to get the key that it wants; empty when there is nothing to do
 */
public record ProviderHealth(
        Family family,
        CircuitState circuit,
        Duration rest,
        String lastFault,
        Optional<String> missingKey) {

    /** Whether calls are tried. */
    public enum CircuitState {
        /** They are. */
        CLOSED,
        /** The next one is a trial. */
        HALF_OPEN,
        /** The last ones failed and the provider is left alone. */
        OPEN
    }

    static ProviderHealth untried(RealtimeProvider provider) {
        return new ProviderHealth(
                provider.family(),
                CircuitState.CLOSED,
                Duration.ZERO,
                "",
                provider.capabilities().missingKey());
    }
}
