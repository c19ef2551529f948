package dev.sidetone.provider;

import dev.sidetone.provider.Retry.Attempt;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * How requests get to one provider: allowed, tried again, and not at all while it is down.
 *
 * @param opening how long a socket that begins a call may take at most: less than the call is
 *     waited for, since a try that somebody gives up is no fault of the provider
 */
record Route(
        Connections connections,
        Outbound outbound,
        Circuit circuit,
        Retry retry,
        Duration opening) {

    HttpClient client() {
        return connections.client();
    }

    /**
     * The address.
     *
     * @throws ProviderException when nothing is to be sent there
     */
    Target checked(URI where) throws ProviderException {
        return outbound.checked(where);
    }

    /** Begins a call, and tries again where that is worth it. */
    <T> T begin(Class<T> type, Attempt<T> attempt) throws ProviderException, InterruptedException {
        return circuit.run(type, () -> retry.run(attempt));
    }

    /** Ends a call: also while the provider is known to be down, for a call that goes on costs. */
    <T> T end(Attempt<T> attempt) throws ProviderException, InterruptedException {
        return retry.insist(attempt);
    }

    /** Begins a call that is tried once. */
    <T> T once(Class<T> type, Attempt<T> attempt) throws ProviderException, InterruptedException {
        return circuit.run(type, attempt);
    }
}
