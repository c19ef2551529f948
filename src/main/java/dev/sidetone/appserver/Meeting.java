package dev.sidetone.appserver;

import dev.sidetone.config.InternalKey;
import dev.sidetone.config.Settings;
import dev.sidetone.session.Sessions;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Meets the clients that {@code sidetone app-server --listen} names, once the service listens. */
@Singleton
final class Meeting {

    private static final Logger LOG = Logger.getLogger(Meeting.class);

    private final Methods methods;
    private final Sessions sessions;
    private final Clients clients;
    private final Settings settings;
    private final InternalKey key;
    private final HttpServer http;
    private volatile Optional<UnixListener> unix = Optional.empty();

    @Inject
    Meeting(
            Methods methods,
            Sessions sessions,
            Clients clients,
            Settings settings,
            InternalKey key,
            HttpServer http) {
        this.methods = methods;
        this.sessions = sessions;
        this.clients = clients;
        this.settings = settings;
        this.key = key;
        this.http = http;
    }

    void begin(@ObservesAsync HttpServerStart start) {
        String where = System.getProperty(AppServerCommand.MEETING, "");
        if (where.isEmpty()) {
            return;
        }
        switch (Listen.parse(where)) {
            case Listen.Stdio _ -> Thread.ofPlatform().name("stdin").start(this::stdio);
            case Listen.Unix(var path) -> unix(path.orElseGet(this::usualPath));
            case Listen.Tcp _ -> LOG.debug("clients come over TCP");
        }
    }

    private void stdio() {
        try (var in = new FileInputStream(FileDescriptor.in);
                var out = new FileOutputStream(FileDescriptor.out)) {
            new StdioClient(in, out, methods, sessions::forget, clients).serve();
        } catch (IOException e) {
            LOG.debugf("standard input or output does not close: %s", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Quarkus.asyncExit(0);
    }

    private void unix(Path path) {
        try {
            var service = new InetSocketAddress(InetAddress.getLoopbackAddress(), http.getPort());
            unix = Optional.of(new UnixListener(path, service, key.secret().reveal()));
            LOG.infof("Clients are met at unix://%s", path);
        } catch (IOException e) {
            LOG.errorf("The Unix socket %s cannot be opened: %s", path, e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    private Path usualPath() {
        return settings.home().resolve("app-server-control").resolve("app-server-control.sock");
    }

    void end(@Observes ShutdownEvent event) throws IOException {
        if (unix.isPresent()) {
            unix.get().close();
        }
    }
}
