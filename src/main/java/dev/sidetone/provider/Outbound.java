package dev.sidetone.provider;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a key may be carried: to HTTP and WebSocket addresses, but not to those of the link or of a
 * cloud's metadata, which a name may turn out to mean.
 *
 * @param allowed hosts and addresses that may be reached all the same
 */
record Outbound(Set<String> allowed, Resolver resolver) {

    private static final List<String> SCHEMES = List.of("http", "https", "ws", "wss");

    /** The addresses of a name. */
    interface Resolver {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    Outbound {
        allowed = Set.copyOf(allowed);
    }

    static Outbound allowing(Set<String> hosts) {
        return new Outbound(hosts, InetAddress::getAllByName);
    }

    /**
     * Where that is.
     *
     * @throws ProviderException when nothing is to be sent there
     */
    Target checked(URI where) throws ProviderException {
        String scheme = String.valueOf(where.getScheme()).toLowerCase(Locale.ROOT);
        String host = where.getHost();
        if (!SCHEMES.contains(scheme) || host == null) {
            throw refused(
                    "The provider's address %s is none of HTTP or WebSocket. Check its base URL."
                            .formatted(where));
        }
        String bare = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        if (allowed.contains(bare)) {
            return Target.of(where);
        }
        InetAddress[] addresses = check(bare);
        return addresses.length == 0 ? Target.of(where) : Target.pinned(where, addresses[0]);
    }

    private InetAddress[] check(String host) throws ProviderException {
        InetAddress[] addresses = addresses(host);
        for (InetAddress address : addresses) {
            String text = address.getHostAddress();
            if (ClosedAddress.is(address) && !allowed.contains(text)) {
                throw refused(
                        "The provider's host %s is at %s, an address of the link or of a cloud's metadata; no key is carried there. If that is meant, name the host in sidetone.outbound.allow_hosts."
                                .formatted(host, text));
            }
        }
        return addresses;
    }

    /** A name that means nothing is told by the connection that is not made. */
    private InetAddress[] addresses(String host) {
        try {
            return resolver.of(host);
        } catch (UnknownHostException _) {
            return new InetAddress[0];
        }
    }

    private static ProviderException refused(String why) {
        return new ProviderException(ProviderException.Kind.FORBIDDEN, 0, "outbound", why);
    }
}
