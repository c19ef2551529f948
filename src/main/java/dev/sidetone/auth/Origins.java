package dev.sidetone.auth;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which hosts and origins are let in. A page of another site can make a browser send requests here;
 * the {@code Origin} it cannot fake. It can also let its own name point to this machine; then the
 * {@code Host} gives it away. Immutable.
 *
 * @param loopback true when only this machine can reach the service
 * @param allowed other origins that are let in, in lower case
 */
record Origins(boolean loopback, Set<String> allowed) {

    Origins(boolean loopback) {
        this(loopback, Set.of());
    }

    /** What is wrong with the request's {@code Host} headers; empty when nothing is. */
    Optional<Refusal> host(List<String> hosts) {
        if (hosts.size() != 1 || hosts.getFirst().isBlank()) {
            return Refusal.of(400, "host_missing", "The request needs exactly one Host header.");
        }
        if (loopback && !isLoopback(name(hosts.getFirst()))) {
            return Refusal.of(
                    403,
                    "host_not_allowed",
                    "This service is for its own machine only: open it as http://127.0.0.1 or"
                            + " http://localhost with its port.");
        }
        return Optional.empty();
    }

    /**
     * What is wrong with the {@code Origin} headers of an unsafe request or a WebSocket; empty when
     * nothing is. Programs send none; that is allowed.
     */
    Optional<Refusal> origin(List<String> origins, String host) {
        if (origins.isEmpty()) {
            return Optional.empty();
        }
        if (origins.size() == 1
                && (allowed.contains(origins.getFirst().toLowerCase(Locale.ROOT))
                        || sameOrigin(origins.getFirst(), host))) {
            return Optional.empty();
        }
        return Refusal.of(
                403,
                "origin_not_allowed",
                "Requests from pages of other origins are refused. Use the page of this service"
                        + " itself, or name the origin in sidetone.server.allowed_origins; behind a"
                        + " proxy let it pass the Host header on.");
    }

    private boolean sameOrigin(String origin, String host) {
        URI uri;
        try {
            uri = URI.create(origin.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return false;
        }
        String scheme = String.valueOf(uri.getScheme());
        String authority = uri.getRawAuthority();
        if (authority == null || !(scheme.equals("http") || scheme.equals("https"))) {
            return false;
        }
        boolean sameName =
                name(authority).equals(name(host))
                        || (loopback && isLoopback(name(authority)) && isLoopback(name(host)));
        String usual = scheme.equals("https") ? "443" : "80";
        return sameName && port(authority, usual).equals(port(host, usual));
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static String name(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }

    private static String port(String authority, String usual) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(colon + 1) : usual;
    }
}
