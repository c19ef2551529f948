package dev.sidetone.api;

import dev.sidetone.config.ApiSettings;
import dev.sidetone.config.RunningConfiguration;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Holds writes under {@code /api/v1} to {@code sidetone.api.writes_per_minute}, and tells how many
 * are left, as draft-ietf-httpapi-ratelimit-headers has it. Reading is never limited.
 */
@Singleton
final class WriteLimit {

    private static final String STANDING = WriteLimit.class.getName();

    private final WriteRates rates = new WriteRates(System::nanoTime);
    private final RunningConfiguration configuration;
    private final CurrentVertxRequest current;

    @Inject
    WriteLimit(RunningConfiguration configuration, CurrentVertxRequest current) {
        this.configuration = configuration;
        this.current = current;
    }

    @ServerRequestFilter
    @Priority(Priorities.AUTHORIZATION + 1)
    @Nullable Response limit(ContainerRequestContext request) {
        ApiSettings limits = configuration.now().api();
        if (!Writes.isWrite(request) || limits.writesPerMinute() == 0) {
            return null;
        }
        var standing = rates.take(Caller.of(current.getCurrent().request()), limits);
        request.setProperty(STANDING, standing);
        return standing.allowed() ? null : refusal(standing, limits);
    }

    private static Response refusal(WriteRates.Standing standing, ApiSettings limits) {
        Response problem =
                Problem.of(
                        429,
                        "too_many_writes",
                        "More than %d writes in a minute, %d of them at once: wait %d s. sidetone.api.writes_per_minute and sidetone.api.write_burst set that."
                                .formatted(
                                        limits.writesPerMinute(),
                                        limits.writeBurst(),
                                        standing.waitSeconds()));
        return Response.fromResponse(problem).header("Retry-After", standing.waitSeconds()).build();
    }

    @ServerResponseFilter
    void tell(ContainerRequestContext request, ContainerResponseContext response) {
        Optional.ofNullable((WriteRates.Standing) request.getProperty(STANDING))
                .ifPresent(standing -> tell(standing, response));
    }

    private void tell(WriteRates.Standing standing, ContainerResponseContext response) {
        ApiSettings limits = configuration.now().api();
        long window = Math.ceilDiv(60L * limits.writeBurst(), limits.writesPerMinute());
        var headers = response.getHeaders();
        headers.putSingle(
                "RateLimit-Policy", "\"writes\";q=%d;w=%d".formatted(limits.writeBurst(), window));
        headers.putSingle(
                "RateLimit",
                "\"writes\";r=%d;t=%d".formatted(standing.left(), standing.fullSeconds()));
    }
}
