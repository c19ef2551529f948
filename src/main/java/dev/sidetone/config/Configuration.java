package dev.sidetone.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration as it was read.
 *
 * @param file the file that was looked for, whether it is there or not
 * @param warnings what is odd but harmless, one line each with its place
 */
public record Configuration(Settings settings, Path file, List<String> warnings) {

    private static final int SHORTEST_TOKEN = 16;

    /**
     * Reads the file, the environment and the system properties of this process.
     *
     * @throws ConfigException when a value is bad or the service would be open to everybody
     */
    public static Configuration load() {
        Map<String, String> properties = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name, ""));
        }
        return load(new Values.Surroundings(System.getenv(), properties));
    }

    static Configuration load(Values.Surroundings around) {
        Path userHome = Path.of(around.properties().getOrDefault("user.home", "."));
        Path home =
                Values.outside(Keys.HOME, around)
                        .map(v -> place(v.text(), userHome))
                        .orElse(userHome.resolve(".sidetone"))
                        .toAbsolutePath()
                        .normalize();
        Path file = home.resolve("config.toml");
        Values values = Values.of(TomlFile.read(file), around);
        return new Configuration(settings(values, home, userHome), file, values.warnings());
    }

    private static Settings settings(Values values, Path home, Path userHome) {
        return new Settings(
                home,
                place(values.text(Keys.WORKSPACE).orElse("."), userHome)
                        .toAbsolutePath()
                        .normalize(),
                server(values, userHome),
                new Settings.Models(
                        Settings.Fetch.valueOf(
                                values.text(Keys.MODELS).orElseThrow().toUpperCase(Locale.ROOT)),
                        values.text(Keys.MODELS_DIR)
                                .map(dir -> place(dir, userHome))
                                .orElse(home.resolve("models"))
                                .toAbsolutePath(),
                        values.text(Keys.MODELS_MIRROR).map(URI::create),
                        values.text(Keys.RECOGNISER).orElseThrow(),
                        values.text(Keys.SPEAKER).orElseThrow()),
                new Settings.Provider(
                        values.text(Keys.PROVIDER_URL).map(URI::create),
                        values.text(Keys.PROVIDER_KEY).map(Secret::new),
                        values.text(Keys.PROVIDER_MODEL).orElseThrow(),
                        values.text(Keys.VOICE).orElseThrow().toLowerCase(Locale.ROOT)));
    }

    private static Settings.Server server(Values values, Path userHome) {
        String host = values.text(Keys.HOST).orElseThrow();
        int port = Integer.parseInt(values.text(Keys.PORT).orElseThrow());
        Optional<Secret> token = token(values, userHome);
        var server = new Settings.Server(host, port, token);
        if (!server.loopback() && token.isEmpty()) {
            throw new ConfigException(
                    "%s: %s = \"%s\" lets other machines in, and no token is set. Set one: export SIDETONE_TOKEN=$(openssl rand -hex 24), or listen on 127.0.0.1."
                            .formatted(values.origin(Keys.HOST), Keys.HOST.name(), host));
        }
        return server;
    }

    private static Optional<Secret> token(Values values, Path userHome) {
        Optional<String> given = values.text(Keys.TOKEN);
        Key key = given.isPresent() ? Keys.TOKEN : Keys.TOKEN_FILE;
        Optional<String> token =
                given.isPresent()
                        ? given
                        : values.text(Keys.TOKEN_FILE)
                                .map(f -> firstLine(place(f, userHome), values.origin(key)));
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            throw new ConfigException(
                    "%s: the token is shorter than %d characters. Make one: openssl rand -hex 24"
                            .formatted(values.origin(key), SHORTEST_TOKEN));
        }
        return token.map(Secret::new);
    }

    private static String firstLine(Path file, Origin origin) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? "" : lines.getFirst().strip();
        } catch (IOException _) {
            throw new ConfigException(
                    "%s: the token file %s cannot be read; make it, readable for this user only"
                            .formatted(origin, file));
        }
    }

    private static Path place(String text, Path userHome) {
        try {
            boolean atHome = text.equals("~") || text.startsWith("~/");
            return atHome
                    ? userHome.resolve(text.substring(Math.min(2, text.length())))
                    : Path.of(text);
        } catch (java.nio.file.InvalidPathException e) {
            throw new ConfigException("\"" + text + "\" is no path: " + e.getReason());
        }
    }
}
