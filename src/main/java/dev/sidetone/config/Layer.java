package dev.sidetone.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * One layer of the configuration: what one file, or the command line, sets.
 *
 * @param prefix the table of the file in which the names stand
 */
record Layer(Kind kind, Name prefix, Map<Name, TomlFile.Entry> entries) {

    private static final Name NONE = new Name(List.of());

    private static final Name PROFILES = Name.of("profiles");

    /** From the weakest to the strongest. */
    enum Kind {
        DEFAULT("default"),
        SYSTEM("system file"),
        HOME("home file"),
        PROFILE("profile"),
        REPOSITORY("repository"),
        ENVIRONMENT("environment"),
        COMMAND_LINE("command line");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static Layer of(Kind kind, TomlFile file) {
        return new Layer(kind, NONE, file.entries());
    }

    /** This layer without its profiles. */
    Layer withoutProfiles() {
        var kept = new LinkedHashMap<>(entries);
        kept.keySet().removeIf(Layer::isInProfile);
        return new Layer(kind, prefix, kept);
    }

    /** The profiles that stand in this layer, by name, with the prefix taken off. */
    Map<String, Layer> profiles() {
        var found = new LinkedHashMap<String, Layer>();
        entries.forEach((name, entry) -> {
            if (isInProfile(name)) {
                found.computeIfAbsent(name.part(1), Layer::profile)
                        .entries()
                        .put(name.from(2), entry);
            }
        });
        return found;
    }

    private static Layer profile(String name) {
        Name prefix = new Name(List.of(PROFILES.part(0), name));
        return new Layer(Kind.PROFILE, prefix, new LinkedHashMap<>());
    }

    private static boolean isInProfile(Name name) {
        return name.size() > 2 && PROFILES.part(0).equals(name.part(0));
    }

    /** What {@code -c name=value} sets: the value is TOML, or a text when it is none. */
    static Layer ofArguments(List<String> arguments) {
        var entries = new LinkedHashMap<Name, TomlFile.Entry>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals).strip();
            var origin = new Origin.Argument(i + 1, name);
            if (equals < 1) {
                throw new ConfigException(origin + ": there is no value; write it as -c key=value");
            }
            put(name, argument.substring(equals + 1).strip(), origin, entries);
        }
        return new Layer(Kind.COMMAND_LINE, NONE, entries);
    }

    private static void put(
            String name, String text, Origin origin, Map<Name, TomlFile.Entry> entries) {
        Optional<TomlFile> parsed = parsed(name + " = " + text);
        if (parsed.isEmpty()) {
            parsed = parsed(name + " = " + TomlText.of(text));
        }
        TomlFile file =
                parsed.orElseThrow(
                        () -> new ConfigException(origin + ": this is no name of a key"));
        if (!file.faults().isEmpty()) {
            String place = Matcher.quoteReplacement(origin.toString());
            throw new ConfigException(
                    file.faults().stream()
                            .map(fault -> fault.replaceFirst("^-c, line 1, column \\d+", place))
                            .toList());
        }
        file.entries()
                .forEach((full, entry) ->
                        entries.put(full, new TomlFile.Entry(entry.value(), origin)));
    }

    private static Optional<TomlFile> parsed(String line) {
        try {
            return Optional.of(TomlFile.parse(java.nio.file.Path.of("-c"), line))
                    .filter(file -> !file.entries().isEmpty());
        } catch (ConfigException _) {
            return Optional.empty();
        }
    }
}
