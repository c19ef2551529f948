package dev.sidetone.provider;

import dev.sidetone.config.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One provider as it was configured when it was asked for. */
final class HttpRealtimeProvider implements RealtimeProvider {

    private static final Logger LOG = Logger.getLogger(HttpRealtimeProvider.class);
    private static final Duration SMALL = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final Optional<Secret> key;
    private final Route route;
    private final Capabilities capabilities;

    HttpRealtimeProvider(Upstream upstream, Optional<Secret> key, Route route) {
        this.upstream = upstream;
        this.key = key;
        this.route = route;
        this.capabilities = upstream.capabilities();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Off the caller's thread: already the look at the name may take long. */
    @Override
    public Family family() {
        return upstream.family();
    }

    @Override
    public void warmUp() {
        if (route.connections().cold(upstream.models())) {
            route.connections().start(this::knock);
        }
    }

    private void knock() {
        try {
            var request =
                    Exchange.request(route.checked(upstream.models()), Headers.of(upstream, key))
                            .timeout(SMALL)
                            .GET()
                            .build();
            route.client().sendAsync(request, Exchange.unread()).exceptionally(_ -> null).isDone();
        } catch (ProviderException e) {
            LOG.debug(e.text());
        } catch (IllegalArgumentException e) {
            LOG.debugf("nobody can be asked so: %s", e.getMessage());
        }
    }

    @Override
    public ProviderCall call(CallTerms terms) {
        return new HttpCall(
                upstream, Headers.of(upstream, key, terms), terms, capabilities.body(), route);
    }
}
