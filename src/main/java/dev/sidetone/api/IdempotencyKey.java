package dev.sidetone.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a write be sent again without being done again: one with the {@code Idempotency-Key} of an
 * earlier one gets its answer (draft-ietf-httpapi-idempotency-key-header). Of two that come at the
 * same moment one waits for the other. A failure of ours is not kept: it may pass.
 */
@Singleton
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final String TURN = IdempotencyKey.class.getName();
    private static final Pattern GOOD = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int WAIT_SECONDS = 30;

    private final Repeats repeats = new Repeats(InstantSource.system());
    private final CurrentVertxRequest current;

    @Inject
    IdempotencyKey(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerRequestFilter
    @Priority(Priorities.USER)
    @Nullable Response repeated(ContainerRequestContext request)
            throws IOException, InterruptedException {
        String key = request.getHeaderString(HEADER);
        if (key == null || !Writes.isWrite(request)) {
            return null;
        }
        if (!GOOD.matcher(key).matches()) {
            return Problem.of(
                    400,
                    "invalid_idempotency_key",
                    "Idempotency-Key is 1 to 255 visible ASCII characters, a UUID for example.");
        }
        return answer(request, Caller.of(current.getCurrent().request()) + " " + key);
    }

    private @Nullable Response answer(ContainerRequestContext request, String key)
            throws IOException, InterruptedException {
        String fingerprint = fingerprint(request);
        while (true) {
            Repeats.Begun begun = repeats.begin(key, fingerprint);
            if (begun.mine()) {
                request.setProperty(TURN, begun.turn());
                return null;
            }
            if (!begun.turn().fingerprint().equals(fingerprint)) {
                return Problem.of(
                        422,
                        "idempotency_key_reused",
                        "This Idempotency-Key came with another request before: take a new key for"
                                + " a new request.");
            }
            try {
                var earlier = begun.turn().answer().get(WAIT_SECONDS, TimeUnit.SECONDS);
                if (earlier.isPresent()) {
                    return again(earlier.get());
                }
            } catch (TimeoutException _) {
                return Problem.of(
                        409,
                        "request_in_progress",
                        "The request with this Idempotency-Key is still being worked on: ask again"
                                + " later.");
            } catch (ExecutionException e) {
                throw new IllegalStateException("answers are never failures", e);
            }
        }
    }

    private static String fingerprint(ContainerRequestContext request) throws IOException {
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String head =
                request.getMethod()
                        + " "
                        + request.getUriInfo().getRequestUri()
                        + " "
                        + request.getHeaderString("Content-Type");
        return Caller.hash(head.getBytes(StandardCharsets.UTF_8), body);
    }

    private static Response again(Repeats.Answer answer) {
        var response = Response.status(answer.status());
        answer.headers().forEach((name, values) -> values.forEach(v -> response.header(name, v)));
        answer.entity().ifPresent(response::entity);
        return response.header("Idempotency-Replayed", "true").build();
    }

    @ServerResponseFilter
    void keep(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(TURN) instanceof Repeats.Turn turn) {
            repeats.end(turn, kept(response));
        }
    }

    private static Optional<Repeats.Answer> kept(ContainerResponseContext response) {
        if (response.getStatus() >= 500) {
            return Optional.empty();
        }
        Map<String, List<Object>> headers = new HashMap<>();
        response.getHeaders()
                .forEach((name, values) -> {
                    if (!name.startsWith("RateLimit")) {
                        headers.put(name, List.copyOf(values));
                    }
                });
        return Optional.of(
                new Repeats.Answer(
                        response.getStatus(),
                        Map.copyOf(headers),
                        Optional.ofNullable(response.getEntity())));
    }
}
