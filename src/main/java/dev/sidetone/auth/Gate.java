package dev.sidetone.auth;

import dev.sidetone.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before every HTTP request and every WebSocket upgrade: host, origin, size, token, in this
 * order. Runs on the event loop and never waits. Headers and query never reach a log.
 */
@Singleton
final class Gate {

    /** Before everything else that filters. */
    private static final int FIRST = 10_000;

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz", "/livez", "/login");
    private static final Set<String> CLIENTS = Set.of("/", "/rpc");
    private static final String SUBPROTOCOL_KEY = "openai-insecure-api-key.";

    private final Origins origins;
    private final Tokens tokens;
    private final Callers callers;
    private final long largestBody;

    @Inject
    Gate(
            Settings settings,
            Tokens tokens,
            Callers callers,
            @ConfigProperty(name = "sidetone.http.largest-body-bytes") long largestBody) {
        this.origins =
                new Origins(
                        settings.server().loopback(),
                        Set.copyOf(settings.server().access().origins()));
        this.tokens = tokens;
        this.callers = callers;
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
            refusal.get().answer(context);
        }
    }

    private Optional<Refusal> refusal(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> hosts = hosts(request);
        return origins.host(hosts)
                .or(() -> guarded(request) ? origin(request, hosts.getFirst()) : Optional.empty())
                .or(() -> size(request))
                .or(() -> caller(context));
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

    private Optional<Refusal> caller(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        Optional<Reader> reader = reader(request, path);
        if (reader.isPresent() || isOpen(request, path)) {
            reader.orElse(Reader.NOBODY).put(context);
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
        return Callers.bearer(authorization)
                .flatMap(tokens::fault)
                .orElse("invalid authorization header");
    }

    /** The path must be written plainly: one with dots or escapes could lead elsewhere. */
    private static boolean isOpen(HttpServerRequest request, String path) {
        boolean asset = path.startsWith("/console/") && SAFE.contains(request.method());
        return path.equals(request.path()) && (asset || OPEN.contains(path));
    }

    private Optional<Reader> reader(HttpServerRequest request, String path) {
        String authorization = header(request, "Authorization");
        Optional<Reader> provider =
                path.startsWith("/v1/") && !Callers.isBearer(authorization)
                        ? byProviderKey(request)
                        : Optional.empty();
        return provider.or(() ->
                callers.of(
                        authorization,
                        request.cookies(Callers.COOKIE).stream().map(Cookie::getValue).toList()));
    }

    private Optional<Reader> byProviderKey(HttpServerRequest request) {
        Stream<String> protocols =
                Stream.of(header(request, "Sec-WebSocket-Protocol").split(","))
                        .map(String::strip)
                        .filter(name -> name.startsWith(SUBPROTOCOL_KEY))
                        .map(name -> name.substring(SUBPROTOCOL_KEY.length()));
        return Stream.concat(Stream.of(header(request, "api-key")), protocols)
                .flatMap(key -> tokens.reader(key).stream())
                .findFirst();
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
