package dev.sidetone.lifecycle;

import dev.sidetone.config.Settings;
import dev.sidetone.workspace.Workspace;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Says where the service is once it listens. */
@Singleton
final class Started {

    private static final Logger LOG = Logger.getLogger("dev.sidetone");

    private final Settings settings;
    private final Workspace workspace;
    private final HttpServer server;

    Started(Settings settings, Workspace workspace, HttpServer server) {
        this.settings = settings;
        this.workspace = workspace;
        this.server = server;
    }

    void say(@ObservesAsync HttpServerStart start) {
        LOG.info(line(settings, workspace.name(), server.getPort()));
    }

    static String line(Settings settings, String workspace, int port) {
        String host = settings.server().host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        String name = everywhere ? "127.0.0.1" : host;
        String shown = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        return "Sidetone is at http://%s:%d  (workspace %s, data in %s)"
                .formatted(shown, port, workspace, brief(settings.home()));
    }

    private static String brief(Path folder) {
        Path user = Path.of(System.getProperty("user.home", "/"));
        return folder.startsWith(user) ? "~/" + user.relativize(folder) : folder.toString();
    }
}
