package dev.sidetone.lifecycle;

import dev.sidetone.config.ConfigException;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

/** What is looked at before the service starts, so that a fault is one line and no stack trace. */
public final class Preflight {

    private Preflight() {}

    /**
     * Prints warnings and faults.
     *
     * @return false when the service must not start
     */
    public static boolean passes(PrintStream to) {
        try {
            Configuration configuration = Configuration.load();
            configuration.warnings().forEach(w -> to.println("Warning: " + w));
            Optional<String> fault = listening(configuration.settings().server());
            fault.ifPresent(to::println);
            return fault.isEmpty();
        } catch (ConfigException e) {
            to.println(e.getMessage());
            return false;
        }
    }

    static Optional<String> listening(Settings.Server server) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            InetAddress host = InetAddress.getByName(server.host());
            socket.bind(new InetSocketAddress(host, server.port()));
            return Optional.empty();
        } catch (UnknownHostException _) {
            return Optional.of(
                    "There is no host \"%s\" to listen on. Set SIDETONE_HOST to an address of this machine, for example 127.0.0.1."
                            .formatted(server.host()));
        } catch (IOException e) {
            return Optional.of(
                    "Port %d of %s cannot be listened on (%s). Is Sidetone running already? Otherwise set SIDETONE_PORT to a free port."
                            .formatted(server.port(), server.host(), e.getMessage()));
        }
    }
}
