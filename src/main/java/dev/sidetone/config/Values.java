package dev.sidetone.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of every key that has one, after all layers: defaults, file, environment, system
 * properties; a later layer wins.
 *
 * @param warnings what is odd but harmless, one line each
 */
record Values(Map<Key, Value> of, List<String> warnings) {

    /** A good value's text and where it comes from. */
    record Value(String text, Origin origin) {}

    /** The layers outside of files. */
    record Surroundings(Map<String, String> variables, Map<String, String> properties) {}

    Optional<String> text(Key key) {
        return Optional.ofNullable(of.get(key)).map(Value::text);
    }

    Origin origin(Key key) {
        Value value = of.get(key);
        return value == null ? new Origin.Default() : value.origin();
    }

    /**
     * Lays the layers over each other.
     *
     * @throws ConfigException with one line for every bad value
     */
    static Values of(TomlFile file, Surroundings around) {
        var values = new LinkedHashMap<Key, Value>();
        var warnings = new ArrayList<String>();
        var faults = new ArrayList<String>();
        for (Key key : Keys.ALL) {
            key.byDefault().ifPresent(d -> values.put(key, new Value(d, new Origin.Default())));
        }
        file.entries().forEach((name, entry) -> take(name, entry, values, warnings, faults));
        for (Key key : Keys.ALL) {
            outside(key, around).ifPresent(value -> take(key, value, values, faults));
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return new Values(values, warnings);
    }

    static Optional<Value> outside(Key key, Surroundings around) {
        for (String name : key.properties()) {
            String property = around.properties().getOrDefault(name, "");
            if (!property.isEmpty()) {
                return Optional.of(new Value(property, new Origin.Property(name)));
            }
        }
        String variable = around.variables().getOrDefault(key.variable(), "");
        return variable.isEmpty()
                ? Optional.empty()
                : Optional.of(new Value(variable, new Origin.Variable(key.variable())));
    }

    private static void take(
            String name,
            TomlFile.Entry entry,
            Map<Key, Value> values,
            List<String> warnings,
            List<String> faults) {
        Optional<Key> known = Keys.ALL.stream().filter(k -> k.name().equals(name)).findFirst();
        if (known.isEmpty()) {
            warnings.add(entry.place() + ": unknown key " + name + meant(name));
            return;
        }
        Key key = known.get();
        if (!key.inFile()) {
            faults.add(
                    "%s: %s cannot be set in a file; use the environment variable %s"
                            .formatted(entry.place(), name, key.variable()));
            return;
        }
        Optional<String> text = key.type().text(entry.value());
        if (text.isEmpty()) {
            faults.add(bad(key, String.valueOf(entry.value()), entry.place()));
        } else if (!text.get().isEmpty()) {
            take(key, new Value(text.get(), entry.place()), values, faults);
        }
    }

    private static void take(Key key, Value value, Map<Key, Value> values, List<String> faults) {
        if (key.type().accepts(value.text())) {
            values.put(key, value);
        } else {
            faults.add(bad(key, value.text(), value.origin()));
        }
    }

    private static String bad(Key key, String text, Origin origin) {
        String shown = key.secret() ? "the value" : "\"" + visible(text) + "\"";
        return "%s: %s is no value for %s; allowed: %s"
                .formatted(origin, shown, key.name(), key.type().allowed());
    }

    private static String visible(String text) {
        String plain = text.replaceAll("\\p{C}", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }

    private static String meant(String name) {
        List<String> names = Keys.ALL.stream().filter(Key::inFile).map(Key::name).toList();
        return Spelling.nearest(name, names).map(n -> "; did you mean " + n + "?").orElse("");
    }
}
