package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.auth.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Stands behind the gate: whoever is let in does only what they may. Never waits. */
@Singleton
final class AccessFilter {

    /** After the gate, before what is asked for looks at anything. */
    private static final int AFTER_GATE = 1_000;

    private final Guard guard;

    @Inject
    AccessFilter(Guard guard) {
        this.guard = guard;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, AFTER_GATE);
    }

    private void pass(RoutingContext context) {
        Reader reader = Reader.of(context).orElse(Reader.NOBODY);
        Need need = Routes.of(context.request().method().name(), path(context));
        CurrentAsking.put(context, reader, need);
        Optional<String> refusal = need.of(reader, guard.here()).refusal(reader);
        if (refusal.isEmpty()) {
            context.next();
        } else {
            Refusal.of(403, DeniedException.CODE, refusal.get()).orElseThrow().answer(context);
        }
    }

    /** One that is read in two ways is none that anybody thought of. */
    private static String path(RoutingContext context) {
        String written = String.valueOf(context.request().path());
        return written.equals(context.normalizedPath()) ? written : "//";
    }
}
