package dev.sidetone.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration is read from, besides the files in the home folder and in the workspace.
 *
 * @param system the file for all users of this machine
 */
record Surroundings(Map<String, String> variables, Map<String, String> properties, Path system) {

    /** The system property in which the entry point hands on what {@code -c} said. */
    static final String ARGUMENTS = "sidetone.arguments";

    private static final String BETWEEN = "\u001e";
    private static final Path SYSTEM = Path.of("/etc/sidetone/config.toml");

    static Surroundings ofThisProcess() {
        Map<String, String> properties = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name, ""));
        }
        return new Surroundings(System.getenv(), properties, SYSTEM);
    }

    /** The arguments of {@code -c}, one after the other. */
    List<String> arguments() {
        String all = properties.getOrDefault(ARGUMENTS, "");
        return all.isEmpty() ? List.of() : List.of(all.split(BETWEEN));
    }

    static String joined(List<String> arguments) {
        return String.join(BETWEEN, arguments);
    }

    /** A value and where it was found. */
    record Found(String text, Origin origin) {}

    /** What a property or, after it, a variable says; empty when neither does. */
    Optional<Found> outside(Key key) {
        if (key.variable().isEmpty()) {
            return Optional.empty();
        }
        for (String name : key.properties()) {
            String property = properties.getOrDefault(name, "");
            if (!property.isEmpty()) {
                return Optional.of(new Found(property, new Origin.Property(name)));
            }
        }
        return variable(key.variable())
                .map(text -> new Found(text, new Origin.Variable(key.variable())));
    }

    /** An environment variable that is set to something. */
    Optional<String> variable(String name) {
        return Optional.of(variables.getOrDefault(name, "")).filter(text -> !text.isEmpty());
    }

    Path userHome() {
        return Path.of(properties.getOrDefault("user.home", "."));
    }

    /** The path a text means: {@code ~} is the user's home folder. */
    Path place(String text) {
        boolean atHome = text.equals("~") || text.startsWith("~/");
        return atHome
                ? userHome().resolve(text.substring(Math.min(2, text.length())))
                : Path.of(text);
    }
}
