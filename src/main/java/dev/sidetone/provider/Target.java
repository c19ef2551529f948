package dev.sidetone.provider;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;

/**
 * Where something is sent.
 *
 * @param where as people know it
 * @param at what is connected to: the same, or in plain text the very address that was looked at
 */
record Target(URI where, URI at) {

    /** Whether the HTTP client lets us say a host's name ourselves; see {@code Sidetone.main}. */
    private static final boolean NAMES_HOSTS = namesHosts();

    static Target of(URI where) {
        return new Target(where, where);
    }

    /**
     * A name can mean another address a moment after it was looked at. Over TLS the certificate
     * tells; in plain text the connection goes to the address itself.
     */
    static Target pinned(URI where, InetAddress address) {
        String literal = address.getHostAddress();
        if (!plain(where) || !NAMES_HOSTS || where.getHost().equals(literal)) {
            return of(where);
        }
        String host = literal.contains(":") ? "[" + literal + "]" : literal;
        String port = where.getPort() < 0 ? "" : ":" + where.getPort();
        String rest =
                where.getRawPath() + (where.getRawQuery() == null ? "" : "?" + where.getRawQuery());
        return new Target(where, URI.create(where.getScheme() + "://" + host + port + rest));
    }

    /** The name for the header {@code Host}; empty when the address says it. */
    String named() {
        return at.equals(where) ? "" : where.getRawAuthority();
    }

    private static boolean plain(URI where) {
        return where.getScheme().equalsIgnoreCase("http")
                || where.getScheme().equalsIgnoreCase("ws");
    }

    private static boolean namesHosts() {
        try {
            HttpRequest.newBuilder().setHeader("Host", "name");
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
