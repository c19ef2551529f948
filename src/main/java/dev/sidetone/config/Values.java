package dev.sidetone.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The value of every key that has one, after all layers; a later layer wins.
 *
 * @param covered what a later layer has replaced, the strongest first
 * @param remarks what is odd but harmless
 */
record Values(SortedMap<Name, Value> of, Map<Name, List<Value>> covered, List<Remark> remarks) {

    private static final String HIDDEN = "[redacted]";
    private static final Set<String> PLAIN =
            Set.of("matcher", "hooks", "type", "command", "timeout", "enabled", "name", "source");
    private static final int LONGEST_SHOWN = 200;

    /** A good value and where it comes from. */
    record Value(Key key, Object value, Layer.Kind layer, Origin origin) {}

    Values {
        of = Collections.unmodifiableSortedMap(of);
        covered = new HashMap<>(covered);
        covered.replaceAll((_, values) -> List.copyOf(values));
        remarks = List.copyOf(remarks);
    }

    Optional<Value> get(Name name) {
        return Optional.ofNullable(of.get(name));
    }

    Optional<String> text(Name name) {
        return get(name).map(v -> (String) v.value());
    }

    Optional<String> text(Key key) {
        return text(key.name());
    }

    Optional<Long> number(Name name) {
        return get(name).map(v -> (Long) v.value());
    }

    boolean flag(Name name, boolean otherwise) {
        return get(name).map(v -> (Boolean) v.value()).orElse(otherwise);
    }

    /** The texts of a list; none when it is not set. */
    List<String> texts(Key key) {
        return list(key.name());
    }

    /** The same of a key whose name has a part that the writer chose. */
    List<String> list(Name name) {
        return get(name)
                .filter(v -> v.value() instanceof List<?>)
                .map(v -> ((List<?>) v.value()).stream().map(String::valueOf).toList())
                .orElse(List.of());
    }

    Origin origin(Key key) {
        return get(key.name()).map(Value::origin).orElse(new Origin.Default());
    }

    /** The names that stand directly in a table. */
    SortedSet<String> namesIn(Name table) {
        var names = new TreeSet<String>();
        for (Name name : of.keySet()) {
            if (startsWith(name, table)) {
                names.add(name.part(table.size()));
            }
        }
        return names;
    }

    private static boolean startsWith(Name name, Name table) {
        return name.size() > table.size()
                && name.parts().subList(0, table.size()).equals(table.parts());
    }

    /** The texts of a table, by name. */
    SortedMap<String, String> texts(Name table) {
        var texts = new TreeMap<String, String>();
        for (String name : namesIn(table)) {
            text(new Name(List.of(name)).under(table)).ifPresent(text -> texts.put(name, text));
        }
        return texts;
    }

    /** A value for people: secrets hidden, long texts cut. */
    static String shown(Name name, Value value) {
        return shown(value.key(), name, value.value());
    }

    /** A value for programs, secrets hidden. */
    static Object plain(Name name, Value value) {
        return plain(value.key(), name, value.value());
    }

    private static Object plain(Key key, Name name, Object value) {
        if (key.hides(name)) {
            return HIDDEN;
        }
        return known(key.type() instanceof ValueType.Url ? withoutSecrets(value) : value);
    }

    static String shown(Key key, Name name, Object value) {
        if (key.hides(name)) {
            return HIDDEN;
        }
        String text = TomlText.of(plain(key, name, value));
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    /** Of tables of free form only what is known to be no secret is shown. */
    private static Object known(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Values::known).toList();
            case Map<?, ?> table -> {
                var shown = new TreeMap<String, Object>();
                table.forEach((name, inner) ->
                        shown.put((String) name, PLAIN.contains(name) ? known(inner) : HIDDEN));
                yield shown;
            }
            default -> value;
        };
    }

    /** An address can hold a password before its host, and keys in its query. */
    private static Object withoutSecrets(Object url) {
        return url instanceof String text
                ? text.replaceAll("//[^/@]*@", "//[redacted]@").replaceAll("\\?.*", "?[redacted]")
                : url;
    }

    List<String> lines(Remark.Kind... kinds) {
        List<Remark.Kind> wanted = List.of(kinds);
        var lines = new ArrayList<String>();
        for (Remark remark : remarks) {
            if (wanted.contains(remark.kind())) {
                lines.add(remark.toString());
            }
        }
        return lines;
    }
}
