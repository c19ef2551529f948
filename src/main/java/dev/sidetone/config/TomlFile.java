package dev.sidetone.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * A TOML file as dotted names with their values and places.
 *
 * @param entries in the order of the file
 */
record TomlFile(Path path, Map<String, Entry> entries) {

    private static final long LARGEST = 1 << 20;

    /** A value as TOML has it, with its place. */
    record Entry(Object value, Origin.File place) {}

    /** No file: nothing is set. */
    static TomlFile none(Path path) {
        return new TomlFile(path, Map.of());
    }

    /**
     * Reads a file; one that is not there sets nothing.
     *
     * @throws ConfigException with line and column of every fault
     */
    static TomlFile read(Path path) {
        if (!Files.exists(path)) {
            return none(path);
        }
        try {
            if (Files.size(path) > LARGEST) {
                throw new ConfigException(
                        path
                                + ", line 1, column 1: the file is larger than 1 MiB; that is no"
                                + " configuration");
            }
            return parse(path, Files.readString(path));
        } catch (CharacterCodingException _) {
            throw new ConfigException(
                    path + ", line 1, column 1: the file is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new ConfigException(
                    path
                            + ": cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); make it readable for this user");
        }
    }

    static TomlFile parse(Path path, String text) {
        TomlParseResult toml = parsed(path, text);
        if (toml.hasErrors()) {
            var faults = new ArrayList<String>();
            toml.errors().forEach(e -> faults.add(fault(path, e)));
            throw new ConfigException(faults);
        }
        var entries = new LinkedHashMap<String, Entry>();
        for (List<String> key : toml.keyPathSet(false)) {
            TomlPosition at = Objects.requireNonNull(toml.inputPositionOf(key));
            entries.put(
                    String.join(".", key),
                    new Entry(
                            Objects.requireNonNull(toml.get(key)),
                            new Origin.File(path, at.line(), at.column())));
        }
        return new TomlFile(path, entries);
    }

    private static TomlParseResult parsed(Path path, String text) {
        try {
            return Toml.parse(text);
        } catch (TomlParseError e) {
            throw new ConfigException(fault(path, e));
        } catch (RuntimeException | AssertionError e) {
            // The library asserts where it stands in a file; one that trips it is damaged.
            throw new ConfigException(
                    path + ", line 1, column 1: the file is no TOML (" + e.getMessage() + ")");
        }
    }

    private static String fault(Path path, TomlParseError e) {
        return new Origin.File(path, e.position().line(), e.position().column())
                + ": "
                + e.getMessage();
    }
}
