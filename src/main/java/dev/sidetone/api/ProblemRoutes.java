package dev.sidetone.api;

import dev.sidetone.telemetry.Quiet;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Whatever fails under {@code /api/v1} outside of its resources is told as a problem too. */
@Singleton
final class ProblemRoutes {

    private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);
    private static final String ALL = "/api/v1/*";

    /** Behind everything that could answer. */
    private static final int LAST = 1_000_000;

    void register(@Observes Router router) {
        router.route(ALL).order(-1).failureHandler(this::failed);
        router.route(ALL).order(LAST).handler(context -> answer(context, unknownPath()));
    }

    static Problem unknownPath() {
        return Problem.named(
                404, "not_found", "There is nothing at this path; /q/openapi lists all there is.");
    }

    /** A status that something set, or a fault of ours. */
    private void failed(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status >= 500) {
            LOG.error(
                    "a request failed",
                    context.failure() == null ? null : Quiet.of(context.failure()));
        }
        answer(context, Problems.ofStatus(status));
    }

    static void answer(RoutingContext context, Problem problem) {
        if (context.response().ended()) {
            return;
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(io.vertx.core.json.JsonObject.mapFrom(problem).encode());
    }
}
