package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.PeerConnectionFactory;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether webrtc-java can be used here. The library is unpacked and loaded at the first question;
 * interfaces are looked at each time because they come and go. Thread-safe.
 */
final class WebRtcLibrary {

    private static final Logger LOG = Logger.getLogger(WebRtcLibrary.class);

    /** Set to {@code off} (or the environment variable {@code SIDETONE_WEBRTC}): no WebRTC. */
    static final String SWITCH = "sidetone.webrtc";

    private static final String FALLBACK = " Calls use WebSocket audio instead.";

    private Optional<Optional<String>> loaded = Optional.empty();

    /** A reason for a person, with what to do; empty when calls can be answered. */
    Optional<String> unavailable() {
        String environment = System.getenv().getOrDefault("SIDETONE_WEBRTC", "");
        if (System.getProperty(SWITCH, environment).equalsIgnoreCase("off")) {
            return Optional.of("WebRTC is switched off by " + SWITCH + "=off." + FALLBACK);
        }
        return loadFailure().or(WebRtcLibrary::noInterface);
    }

    private synchronized Optional<String> loadFailure() {
        if (loaded.isEmpty()) {
            loaded = Optional.of(load());
            loaded.get().ifPresent(LOG::warn);
        }
        return loaded.get();
    }

    private static Optional<String> load() {
        ClassLoader loader = PeerConnectionFactory.class.getClassLoader();
        if (loader.getResource(resourceName()) == null) {
            return Optional.of(
                    "WebRTC has no native library for this platform: the jar"
                            + " dev.onvoid.webrtc:webrtc-java with "
                            + resourceName()
                            + " is not on the class path; build on this platform to get it."
                            + FALLBACK);
        }
        try {
            Class.forName(PeerConnectionFactory.class.getName(), true, loader);
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.of(explain(e));
        }
    }

    private static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "WebRTC's native library could not be loaded ("
                + root.getMessage()
                + "). On Debian or Ubuntu run: apt-get install libpulse0 libudev1 libx11-6"
                + " libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3; on other systems install the"
                + " library that the message names. Then restart."
                + FALLBACK;
    }

    /** As webrtc-java's own loader spells it. */
    static String resourceName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String family = os.startsWith("mac") ? "macos" : os.startsWith("win") ? "windows" : "linux";
        String arch =
                switch (System.getProperty("os.arch", "")) {
                    case "amd64", "x86-64", "x86_64" -> "x86_64";
                    case "arm64", "aarch64" -> "aarch64";
                    case "arm", "aarch32" -> "aarch32";
                    case String other -> other;
                };
        return System.mapLibraryName("webrtc-java-" + family + "-" + arch);
    }

    /** Version 0.14.0 offers no loopback candidates, so with only {@code lo} nothing connects. */
    private static Optional<String> noInterface() {
        try {
            boolean usable = NetworkInterface.networkInterfaces().anyMatch(WebRtcLibrary::isUsable);
            return usable
                    ? Optional.empty()
                    : Optional.of(
                            "WebRTC needs a network interface other than loopback, and none is up."
                                    + " Connect a network, or create an interface of its own: ip"
                                    + " link add sidetone0 type dummy && ip addr add 10.255.255.1/32"
                                    + " dev sidetone0 && ip link set sidetone0 up."
                                    + FALLBACK);
        } catch (SocketException e) {
            return Optional.of(
                    "WebRTC cannot list the network interfaces: "
                            + e.getMessage()
                            + "."
                            + FALLBACK);
        }
    }

    private static boolean isUsable(NetworkInterface candidate) {
        try {
            return candidate.isUp()
                    && !candidate.isLoopback()
                    && candidate.getInterfaceAddresses().stream()
                            .map(InterfaceAddress::getAddress)
                            .anyMatch(a -> a.getAddress().length == 4 || !a.isLinkLocalAddress());
        } catch (SocketException _) {
            return false;
        }
    }
}
