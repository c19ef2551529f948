package dev.sidetone.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** Addresses where nothing secret is carried unless the configuration says so. */
public final class ClosedAddress {

    /** Those that are not link-local: of Azure, Alibaba and Oracle. */
    private static final Set<String> METADATA =
            Set.of("168.63.129.16", "100.100.100.200", "192.0.0.192");

    /** Of AWS over IPv6. */
    private static final byte[] AWS = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2};

    /** An address of IPv4 follows, which a gateway of the network reaches (RFC 6052). */
    private static final byte[] TRANSLATED = {
        0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private ClosedAddress() {}

    /** True for an address of the link, of many, of nobody, or of a cloud's metadata. */
    public static boolean is(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress())
                || address instanceof Inet6Address six && closed(six.getAddress());
    }

    private static boolean closed(byte[] address) {
        return begins(address, AWS) || begins(address, TRANSLATED) && is(translated(address));
    }

    private static boolean begins(byte[] address, byte[] prefix) {
        return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static InetAddress translated(byte[] address) {
        try {
            return InetAddress.getByAddress(
                    Arrays.copyOfRange(address, TRANSLATED.length, address.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
