package dev.sidetone.provider;

import dev.sidetone.provider.ProviderHealth.CircuitState;
import dev.sidetone.provider.Retry.Attempt;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Lets no call through for a while when the last ones all failed for reasons of the provider. What
 * it refused with reason, a key or a quota, does not count.
 */
final class GuardedCircuit implements Circuit {

    static final int CALLS = 4;

    private final String provider;
    private final Duration rest;
    private final Guard guard;
    private volatile String lastFault = "";
    private volatile String lastFaultInBrief = "";
    private volatile Seen seen = new Seen(CircuitBreakerState.CLOSED, System.nanoTime());

    /** The breaker's state and since when. */
    private record Seen(CircuitBreakerState state, long since) {}

    GuardedCircuit(String provider, Duration rest, Duration patience) {
        this.provider = provider;
        this.rest = rest;
        this.guard =
                Guard.create()
                        .withDescription("provider " + provider)
                        .withCircuitBreaker()
                        .requestVolumeThreshold(CALLS)
                        .failureRatio(1)
                        .delay(rest.toMillis(), ChronoUnit.MILLIS)
                        .when(GuardedCircuit::providersFault)
                        .onStateChange(state -> seen = new Seen(state, System.nanoTime()))
                        .done()
                        .withTimeout()
                        .duration(patience.toMillis(), ChronoUnit.MILLIS)
                        .done()
                        .build();
    }

    @Override
    public <T> T run(Class<T> type, Attempt<T> attempt)
            throws ProviderException, InterruptedException {
        try {
            T made = guard.call(attempt::run, type);
            lastFaultInBrief = "";
            return made;
        } catch (CircuitBreakerOpenException e) {
            throw new ProviderException(
                    ProviderException.Kind.UNREACHABLE,
                    "%s failed %d calls in a row and is left alone for %d s. Try again then, or choose another provider. The last time: %s"
                            .formatted(provider, CALLS, rest.toSeconds(), lastFault),
                    e);
        } catch (TimeoutException e) {
            throw failed(
                    new ProviderException(
                            ProviderException.Kind.TIMED_OUT,
                            "%s did not answer in time. Try again, or check its base URL."
                                    .formatted(provider),
                            e));
        } catch (ProviderException e) {
            throw failed(e);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ProviderException failed(ProviderException fault) {
        lastFault = fault.text();
        lastFaultInBrief = fault.brief();
        return fault;
    }

    /** The breaker itself notices the end of its rest only when the next call comes. */
    @Override
    public CircuitState state() {
        Seen now = seen;
        return switch (now.state()) {
            case CLOSED -> CircuitState.CLOSED;
            case HALF_OPEN -> CircuitState.HALF_OPEN;
            case OPEN -> restOf(now).isPositive() ? CircuitState.OPEN : CircuitState.HALF_OPEN;
        };
    }

    @Override
    public Duration rest() {
        Seen now = seen;
        return now.state() == CircuitBreakerState.OPEN && restOf(now).isPositive()
                ? restOf(now)
                : Duration.ZERO;
    }

    @Override
    public String lastFault() {
        return lastFaultInBrief;
    }

    private Duration restOf(Seen open) {
        return rest.minusNanos(System.nanoTime() - open.since());
    }

    private static boolean providersFault(Throwable fault) {
        return fault instanceof TimeoutException
                || fault instanceof ProviderException e
                        && switch (e.kind()) {
                            case UNREACHABLE, TIMED_OUT -> true;
                            case REFUSED -> e.status() >= 500;
                            case GONE, BAD_ANSWER, FORBIDDEN -> false;
                        };
    }
}
