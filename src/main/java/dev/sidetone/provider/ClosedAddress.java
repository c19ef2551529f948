package dev.sidetone.provider;

import java.net.InetAddress;
import java.util.Set;

/** Addresses where nothing secret is carried unless the configuration says so. */
public final class ClosedAddress {

    /** Those that are not link-local: of AWS over IPv6, Azure, Alibaba and Oracle. */
    private static final Set<String> METADATA =
            Set.of("fd00:ec2:0:0:0:0:0:254", "168.63.129.16", "100.100.100.200", "192.0.0.192");

    private ClosedAddress() {}

    /** True for an address of the link, of many, of nobody, or of a cloud's metadata. */
    public static boolean is(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress());
    }
}
