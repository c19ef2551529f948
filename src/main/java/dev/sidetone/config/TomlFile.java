package dev.sidetone.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A TOML file as names with their values and places.
 *
 * @param entries in the order of the file; tables are taken apart, arrays are one value
 * @param faults what is wrong inside arrays, one line each with its place
 */
record TomlFile(Path path, Map<Name, Entry> entries, List<String> faults) {

    private static final Pattern LONG_TOKEN = Pattern.compile("'([^'])[^']{3,}'");

    /** A value as text, number, boolean, list or map, with its place. */
    record Entry(Object value, Origin place) {}

    /** No file: nothing is set. */
    static TomlFile none(Path path) {
        return new TomlFile(path, Map.of(), List.of());
    }

    /** As {@link TomlBytes#text}. */
    static String text(Path path) {
        return TomlBytes.text(path);
    }

    /**
     * A text, under a file's name.
     *
     * @throws ConfigException with a line for each fault, each with its place
     */
    static TomlFile parse(Path path, String text) {
        TomlBytes.checkLength(path, text);
        LeanToml lean = LeanToml.of(text);
        TomlParseResult toml = parsed(path, lean);
        if (toml.hasErrors()) {
            var faults = new ArrayList<String>();
            toml.errors().forEach(e -> faults.add(fault(path, lean, e)));
            throw new ConfigException(faults);
        }
        var entries = new LinkedHashMap<Name, Entry>();
        for (List<String> key : toml.keyPathSet(false)) {
            TomlPosition at = Objects.requireNonNull(toml.inputPositionOf(key));
            Object value = plain(Objects.requireNonNull(toml.get(key)));
            var place = new Origin.File(path, lean.line(at.line()), at.column());
            entries.put(new Name(key), new Entry(value, place));
        }
        return new TomlFile(path, entries, HookShape.faults(path, lean, toml));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case TomlArray array -> array.toList().stream().map(TomlFile::plain).toList();
            case TomlTable table -> {
                var map = new LinkedHashMap<String, Object>();
                table.toMap().forEach((key, inner) -> map.put(key, plain(inner)));
                yield map;
            }
            default -> value;
        };
    }

    private static TomlParseResult parsed(Path path, LeanToml lean) {
        try {
            return Toml.parse(lean.text());
        } catch (TomlParseError e) {
            throw new ConfigException(fault(path, lean, e));
        } catch (RuntimeException | AssertionError e) {
            // The library asserts where it stands in a file; one that trips it is damaged.
            throw new ConfigException(
                    new Origin.File(path, lean.line(tripping(lean.text())), 1)
                            + ": the file is no TOML ("
                            + e.getClass().getSimpleName()
                            + ")");
        }
    }

    /**
     * The line that trips the parser: with it the text does, without it what is before does not.
     */
    private static int tripping(String text) {
        List<String> lines = text.lines().toList();
        int good = 0;
        int bad = lines.size();
        while (bad - good > 1) {
            int half = (good + bad) / 2;
            if (trips(String.join("\n", lines.subList(0, half)))) {
                bad = half;
            } else {
                good = half;
            }
        }
        return Math.max(bad, 1);
    }

    private static boolean trips(String text) {
        try {
            Toml.parse(text);
            return false;
        } catch (TomlParseError _) {
            return false;
        } catch (RuntimeException | AssertionError _) {
            return true;
        }
    }

    /** The parser quotes what it stumbled over, which may be a secret without its quotes. */
    private static String fault(Path path, LeanToml lean, TomlParseError e) {
        return new Origin.File(path, lean.line(e.position().line()), e.position().column())
                + ": "
                + LONG_TOKEN.matcher(String.valueOf(e.getMessage())).replaceAll("'$1…'");
    }
}
