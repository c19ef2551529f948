package dev.sidetone.config;

import dev.sidetone.config.Values.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lays layers over each other, from the weakest to the strongest, and collects what is wrong. */
final class Merge {

    private static final int LONGEST = 1_000;
    private static final Name PROFILE = AgentKeys.PROFILE.name();

    private final TreeMap<Name, Value> values = new TreeMap<>();
    private final Map<Name, List<Value>> covered = new HashMap<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    void defaults() {
        for (Key key : KeyTable.ALL) {
            key.byDefault().ifPresent(value -> byDefault(key, value));
        }
    }

    private void byDefault(Key key, Object value) {
        put(key.name(), new Value(key, value, Layer.Kind.DEFAULT, new Origin.Default()));
    }

    void lay(Layer layer) {
        layer.entries()
                .forEach((name, entry) ->
                        good(name, name.under(layer.prefix()), entry, layer.kind())
                                .ifPresent(value -> take(name, value)));
    }

    /** Only checks, as a profile that is not chosen: a bad value in it is a fault all the same. */
    void check(Layer layer) {
        layer.entries()
                .forEach((name, entry) ->
                        good(name, name.under(layer.prefix()), entry, layer.kind()));
    }

    void environment(Surroundings around) {
        for (Key key : KeyTable.ALL) {
            around.outside(key).ifPresent(found -> environment(key, found));
        }
    }

    private void environment(Key key, Surroundings.Found found) {
        Optional<Object> value = key.type().fromText(found.text());
        if (value.isEmpty()) {
            fault(found.origin(), bad(key, key.name(), found.text()));
        } else {
            var kind = Layer.Kind.ENVIRONMENT;
            put(key.name(), new Value(key, value.get(), kind, found.origin()));
        }
    }

    void fault(Origin origin, String text) {
        faults.add(origin + ": " + brief(text));
    }

    void faults(ConfigException more) {
        faults(more.faults());
    }

    void faults(List<String> more) {
        faults.addAll(more);
    }

    void remark(Remark.Kind kind, Origin origin, String text) {
        remarks.add(new Remark(kind, origin, brief(text)));
    }

    /** A damaged file can have a name of any length. */
    private static String brief(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    Optional<Value> get(Name name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * What came out.
     *
     * @throws ConfigException with one line for every fault
     */
    Values done() {
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return new Values(values, covered, remarks);
    }

    /** The entry as a value; what is wrong with it is noted under the name it has in its file. */
    private Optional<Value> good(Name name, Name full, TomlFile.Entry entry, Layer.Kind layer) {
        Optional<Key> known = KeyTable.find(name);
        if (known.isEmpty()) {
            unknown(name, full, entry);
            return Optional.empty();
        }
        Key key = known.get();
        if (key.is(Trait.OUTSIDE_ONLY)) {
            fault(
                    entry.place(),
                    "%s cannot be set here; use the environment variable %s"
                            .formatted(full, key.variable()));
            return Optional.empty();
        }
        if (layer == Layer.Kind.PROFILE && name.equals(PROFILE)) {
            fault(entry.place(), "a profile cannot choose a profile");
            return Optional.empty();
        }
        if (entry.value().equals("") && key.type().emptyMeansUnset()) {
            return Optional.empty();
        }
        Optional<Object> value = key.type().fromToml(entry.value());
        if (value.isEmpty()) {
            fault(entry.place(), bad(key, full, entry.value()));
        }
        return value.map(v -> new Value(key, v, layer, entry.place()));
    }

    private void unknown(Name name, Name full, TomlFile.Entry entry) {
        if (CodexOnly.has(name)) {
            remark(Remark.Kind.IGNORED, entry.place(), full + " means nothing to Sidetone");
        } else if (KeyTable.isTable(name)) {
            fault(entry.place(), full + " is a table: write its keys under [" + full + "]");
        } else {
            String prefix = full.before(name);
            String meant =
                    KeyTable.nearest(name)
                            .map(n -> "; did you mean " + prefix + n + "?")
                            .orElse("");
            remark(Remark.Kind.UNKNOWN, entry.place(), "unknown key " + full + meant);
        }
    }

    private void take(Name name, Value value) {
        if (value.layer() == Layer.Kind.REPOSITORY && !repositoryMaySet(name, value)) {
            return;
        }
        put(name, value);
    }

    private boolean repositoryMaySet(Name name, Value value) {
        Key key = value.key();
        if (key.is(Trait.SET_BY_REPOSITORY)) {
            return true;
        }
        Optional<Value> now = get(name);
        if (key.is(Trait.LOWERED_BY_REPOSITORY) && now.isEmpty()) {
            return true; // there is no limit, and any is lower
        }
        if (key.is(Trait.LOWERED_BY_REPOSITORY) && now.isPresent()) {
            if (key.type().lowers(value.value(), now.get().value())) {
                return true;
            }
            remark(
                    Remark.Kind.SET_ASIDE,
                    value.origin(),
                    "a repository may lower %s, not raise it; it stays %s (%s)"
                            .formatted(name, Values.shown(name, now.get()), now.get().origin()));
            return false;
        }
        remark(
                Remark.Kind.SET_ASIDE,
                value.origin(),
                "a repository must not set " + name + "; set it in your own config.toml");
        return false;
    }

    private void put(Name name, Value value) {
        Value before = values.put(name, value);
        if (before != null) {
            covered.computeIfAbsent(name, _ -> new ArrayList<>()).addFirst(before);
        }
    }

    private static String bad(Key key, Name full, Object value) {
        String shown = Values.shown(key, full, value);
        String meant = key.type().meant(value).map(w -> "; did you mean " + w + "?").orElse("");
        return "%s is no value for %s; allowed: %s%s"
                .formatted(shown, full, key.type().allowed(), meant);
    }
}
