package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Who asks in this thread: bound to a request of JSON-RPC while it is carried out, and to an HTTP
 * request for as long as that lasts. Where neither is, nobody asks, and nothing is shown.
 */
@Singleton
public final class CurrentAsking {

    private static final ScopedValue<Asking> BOUND = ScopedValue.newInstance();
    private static final String KEY = Asking.class.getName();

    private final CurrentVertxRequest http;

    @Inject
    CurrentAsking(CurrentVertxRequest http) {
        this.http = http;
    }

    /**
     * @throws IllegalStateException when nobody asks
     */
    Asking now() {
        if (BOUND.isBound()) {
            return BOUND.get();
        }
        return request()
                .map(context -> context.<Asking>get(KEY))
                .orElseThrow(
                        () -> new IllegalStateException("the guarded record is used for nobody"));
    }

    private Optional<RoutingContext> request() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(http.getCurrent())
                : Optional.empty();
    }

    static void put(RoutingContext context, Reader reader, Need need) {
        context.put(KEY, new Asking(reader, need));
    }

    /** Who sent a request, and for what. */
    public static Asking of(RoutingContext context) {
        return Optional.ofNullable(context.<Asking>get(KEY)).orElse(Asking.NOBODY);
    }

    /** Does something for somebody. */
    public static <T, X extends Throwable> T during(
            Asking asking, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(BOUND, asking).call(work);
    }
}
