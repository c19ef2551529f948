package dev.sidetone.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Checks the entries of {@code [[hooks.EVENT]]}, which are lists of tables of lists of tables: what
 * is wrong inside is told with its own place, not with that of the list.
 */
final class HookShape {

    private static final Shape TEXT = new Shape("a text", String.class::isInstance);
    private static final Shape SECONDS =
            new Shape(
                    "seconds, a number from 0",
                    v -> v instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() < 1e9);
    private static final Map<String, Shape> OF_ENTRY = Map.of("matcher", TEXT);
    private static final Map<String, Shape> OF_HOOK =
            Map.of("type", TEXT, "command", TEXT, "timeout", SECONDS);
    private static final String HOOKS = "hooks";

    private final Path path;
    private final LeanToml lean;
    private final List<String> faults = new ArrayList<>();

    private HookShape(Path path, LeanToml lean) {
        this.path = path;
        this.lean = lean;
    }

    private record Shape(String allowed, Predicate<Object> test) {}

    /** What is wrong in a file, and in its profiles; one line each. */
    static List<String> faults(Path path, LeanToml lean, TomlTable file) {
        var shape = new HookShape(path, lean);
        table(file.get(List.of(HOOKS))).ifPresent(hooks -> shape.events(HOOKS, hooks));
        table(file.get(List.of("profiles")))
                .ifPresent(profiles ->
                        profiles.keySet()
                                .forEach(name ->
                                        table(profiles.get(List.of(name, HOOKS)))
                                                .ifPresent(hooks ->
                                                        shape.events(
                                                                "profiles." + name + ".hooks",
                                                                hooks))));
        return shape.faults;
    }

    private void events(String name, TomlTable hooks) {
        for (String event : hooks.keySet()) {
            if (hooks.get(List.of(event)) instanceof TomlArray entries) {
                tables(name + "." + event, entries, this::entry);
            }
        }
    }

    private interface Check {
        void of(String name, TomlTable table);
    }

    /** What is no table among the entries themselves is told by the key's own type. */
    private void tables(String name, TomlArray list, Check check) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof TomlTable table) {
                check.of(name, table);
            }
        }
    }

    private void entry(String name, TomlTable entry) {
        values(name, entry, OF_ENTRY);
        Object hooks = entry.get(List.of(HOOKS));
        if (hooks instanceof TomlArray list && onlyTables(list)) {
            tables(name + "." + HOOKS, list, (of, hook) -> values(of, hook, OF_HOOK));
        } else if (hooks != null) {
            fault(name, HOOKS, entry, "a list of tables");
        }
    }

    private static boolean onlyTables(TomlArray list) {
        return list.toList().stream().allMatch(TomlTable.class::isInstance);
    }

    private void values(String name, TomlTable table, Map<String, Shape> shapes) {
        shapes.forEach((key, shape) -> {
            Object value = table.get(List.of(key));
            if (value != null && !shape.test().test(value)) {
                fault(name, key, table, shape.allowed());
            }
        });
    }

    /** Without the value: it may be a command with a key in it. */
    private void fault(String name, String key, TomlTable table, String allowed) {
        TomlPosition at = table.inputPositionOf(List.of(key));
        var place =
                at == null
                        ? new Origin.File(path, 1, 1)
                        : new Origin.File(path, lean.line(at.line()), at.column());
        faults.add(
                "%s: this is no value for %s.%s; allowed: %s".formatted(place, name, key, allowed));
    }

    private static Optional<TomlTable> table(@Nullable Object value) {
        return value instanceof TomlTable table ? Optional.of(table) : Optional.empty();
    }
}
