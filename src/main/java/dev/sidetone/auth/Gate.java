package dev.sidetone.auth;

import dev.sidetone.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before every HTTP request and every WebSocket upgrade: host, origin, size, token, in this
 * order. Runs on the event loop and never waits. Headers and query never reach a log.
 */
@Singleton
final class Gate {

    static final String COOKIE = "sidetone_session";

    /** Before everything else that filters. */
    private static final int FIRST = 10_000;

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz", "/livez", "/login");
    private static final Set<String> CLIENTS = Set.of("/", "/rpc");
    private static final String BEARER = "bearer ";
    private static final String SUBPROTOCOL_KEY = "openai-insecure-api-key.";

    private final Origins origins;
    private final Tokens tokens;
    private final long largestBody;

    @Inject
    Gate(
            Settings settings,
            Tokens tokens,
            @ConfigProperty(name = "sidetone.http.largest-body-bytes") long largestBody) {
        this.origins =
                new Origins(
                        settings.server().loopback(),
                        Set.copyOf(settings.server().access().origins()));
        this.tokens = tokens;
        this.largestBody = largestBody;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
    }

    private void pass(RoutingContext context) {
        Optional<Refusal> refusal = refusal(context);
        if (refusal.isEmpty()) {
            context.next();
        } else if (refusal.get().status() == 401 && wantsPage(context.request())) {
            String next = URLEncoder.encode(context.request().path(), StandardCharsets.UTF_8);
            context.response()
                    .setStatusCode(303)
                    .putHeader("Location", "/login?next=" + next)
                    .end();
        } else {
            refuse(context, refusal.get());
        }
    }

    private static void refuse(RoutingContext context, Refusal refusal) {
        if (refusal.status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        if (refusal.status() == 413) {
            context.response().putHeader("Connection", "close");
        }
        context.response()
                .setStatusCode(refusal.status())
                .putHeader("Content-Type", refusal.mediaType())
                .end(
                        refusal.isPlain()
                                ? refusal.message()
                                : new JsonObject(refusal.body()).encode());
    }

    private Optional<Refusal> refusal(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> hosts = hosts(request);
        return origins.host(hosts)
                .or(() -> guarded(request) ? origin(request, hosts.getFirst()) : Optional.empty())
                .or(() -> size(request))
                .or(() -> caller(request, context.normalizedPath()));
    }

    private Optional<Refusal> origin(HttpServerRequest request, String host) {
        return origins.origin(request.headers().getAll("Origin"), host);
    }

    /** HTTP/2 has {@code :authority} instead of {@code Host}. */
    private static List<String> hosts(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        return hosts.isEmpty() && request.authority() != null
                ? List.of(request.authority().toString())
                : hosts;
    }

    private static boolean guarded(HttpServerRequest request) {
        return !SAFE.contains(request.method()) || request.headers().contains("Upgrade");
    }

    private Optional<Refusal> size(HttpServerRequest request) {
        String length = request.headers().get("Content-Length");
        if (length == null
                || length.matches("\\d{1,18}") && Long.parseLong(length) <= largestBody) {
            return Optional.empty();
        }
        return Refusal.of(
                413,
                "request_too_large",
                "The request's body is larger than the %d bytes allowed; send less."
                        .formatted(largestBody));
    }

    private Optional<Refusal> caller(HttpServerRequest request, String path) {
        if (!tokens.needed() || isOpen(request, path) || isKnown(request, path)) {
            return Optional.empty();
        }
        if (isClient(request, path)) {
            return Refusal.plain(401, fault(header(request, "Authorization")));
        }
        return Refusal.of(
                401,
                "unauthorized",
                "This service asks for its token: send it as 'Authorization: Bearer …', or log in"
                        + " at /login in a browser.");
    }

    /** A client of the app-server: it knows the contract's words. */
    private static boolean isClient(HttpServerRequest request, String path) {
        return request.headers().contains("Upgrade") && CLIENTS.contains(path);
    }

    private String fault(String authorization) {
        if (authorization.isEmpty()) {
            return "missing websocket bearer token";
        }
        return bearer(authorization).flatMap(tokens::fault).orElse("invalid authorization header");
    }

    /** The scheme is written in any case. */
    private static Optional<String> bearer(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                        .filter(token -> !token.isEmpty())
                : Optional.empty();
    }

    /** The path must be written plainly: one with dots or escapes could lead elsewhere. */
    private static boolean isOpen(HttpServerRequest request, String path) {
        boolean asset = path.startsWith("/console/") && SAFE.contains(request.method());
        return path.equals(request.path()) && (asset || OPEN.contains(path));
    }

    private boolean isKnown(HttpServerRequest request, String path) {
        String authorization = header(request, "Authorization");
        if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return bearer(authorization).filter(tokens::isKey).isPresent();
        }
        if (path.startsWith("/v1/") && isProviderKey(request)) {
            return true;
        }
        return request.cookies(COOKIE).stream().anyMatch(c -> tokens.isCookie(c.getValue()));
    }

    private boolean isProviderKey(HttpServerRequest request) {
        if (tokens.isKey(header(request, "api-key"))) {
            return true;
        }
        for (String protocol : header(request, "Sec-WebSocket-Protocol").split(",")) {
            String name = protocol.strip();
            if (name.startsWith(SUBPROTOCOL_KEY)
                    && tokens.isKey(name.substring(SUBPROTOCOL_KEY.length()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean wantsPage(HttpServerRequest request) {
        return request.method() == HttpMethod.GET
                && header(request, "Accept").contains("text/html")
                && !request.headers().contains("Upgrade");
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.headers().get(name);
        return value == null ? "" : value;
    }
}
