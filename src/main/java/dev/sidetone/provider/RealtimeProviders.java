package dev.sidetone.provider;

/** The providers that are configured. Thread-safe. */
@FunctionalInterface
public interface RealtimeProviders {

    /** The one for a call that begins now; a call keeps it to its end. */
    RealtimeProvider current();

    /** How the current one is. */
    default ProviderHealth health() {
        return ProviderHealth.untried(current());
    }
}
