package dev.sidetone.provider;

import dev.sidetone.config.Secret;
import dev.sidetone.config.Settings;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the provider is and what we show it: base URL, addresses and bearer. Thread-safe. */
@Singleton
class Upstream {

    private final Settings settings;
    private final HttpServer ownServer;

    @Inject
    Upstream(Settings settings, HttpServer ownServer) {
        this.settings = settings;
        this.ownServer = ownServer;
    }

    boolean embedded() {
        return settings.provider().baseUrl().isEmpty();
    }

    /** Ends in {@code /v1}. Our own port is known only when the listener runs, so ask each time. */
    String base() {
        return settings.provider()
                .baseUrl()
                .map(Upstream::withoutTrailingSlash)
                .orElseGet(() -> "http://127.0.0.1:" + ownServer.getPort() + "/v1");
    }

    URI calls() {
        return URI.create(base() + "/realtime/calls");
    }

    URI hangUp(String callId) {
        return URI.create(base() + "/realtime/calls/" + encode(callId) + "/hangup");
    }

    URI models() {
        return URI.create(base() + "/models");
    }

    URI sideband(String callId) {
        return socket("call_id=" + encode(callId));
    }

    URI socketFor(String model) {
        return socket("model=" + encode(model));
    }

    /** The key of a configured provider; for the embedded one, what our own listener asks for. */
    Optional<Secret> bearer() {
        return embedded() ? settings.server().token() : settings.provider().key();
    }

    private URI socket(String query) {
        String base = base();
        String scheme = base.startsWith("https:") ? "wss:" : "ws:";
        String rest = base.substring(base.indexOf(':') + 1);
        return URI.create(scheme + rest + "/realtime?" + query + (embedded() ? "&sidetone=1" : ""));
    }

    private static String withoutTrailingSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
