package dev.sidetone.provider;

import dev.sidetone.config.InternalKey;
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
    private final InternalKey ownKey;

    @Inject
    Upstream(Settings settings, HttpServer ownServer, InternalKey ownKey) {
        this.settings = settings;
        this.ownServer = ownServer;
        this.ownKey = ownKey;
    }

    boolean embedded() {
        return settings.provider().baseUrl().isEmpty();
    }

    /** Ends in {@code /v1}. Our own port is known only when the listener runs, so ask each time. */
    String base() {
        return settings.provider()
                .baseUrl()
                .map(Upstream::withoutTrailingSlash)
                .orElseGet(() -> "http://" + ownHost() + ":" + ownServer.getPort() + "/v1");
    }

    /** A listener on all addresses is reached on loopback, any other where it listens. */
    private String ownHost() {
        String host = settings.server().host();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
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

    /** The key of a configured provider; for the embedded one, the key of this process. */
    Optional<Secret> bearer() {
        return embedded() ? Optional.of(ownKey.secret()) : settings.provider().key();
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
