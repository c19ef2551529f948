package dev.sidetone.config;

import dev.sidetone.config.OperationSettings.LogFormat;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells Quarkus where to listen and how to log. Stands above {@code application.properties} and
 * below the environment and the system properties. Bad values are no concern of this class: the
 * service checks them before it starts.
 */
public final class ListenSource implements ConfigSource {

    private static final int ORDINAL = 270;

    private final Map<String, String> values;

    public ListenSource() {
        this.values = listen();
    }

    private static Map<String, String> listen() {
        try {
            Configuration configuration = Configuration.load();
            Settings.Server server = configuration.settings().server();
            boolean json = configuration.operations().logFormat() == LogFormat.JSON;
            return Map.of(
                    "quarkus.log.console.json.enabled",
                    String.valueOf(json),
                    "quarkus.http.host",
                    server.host().replaceAll("[\\[\\]]", ""),
                    "quarkus.http.port",
                    String.valueOf(server.port()));
        } catch (ConfigException _) {
            return Map.of();
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "Sidetone's settings";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
