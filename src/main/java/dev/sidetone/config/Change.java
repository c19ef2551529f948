package dev.sidetone.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What differs between two configurations, for people.
 *
 * @param before as TOML writes it, a secret hidden; empty when nobody set it
 * @param after the same for the new one
 * @param needsRestart true when it takes effect after a restart only
 */
public record Change(
        String key, Optional<String> before, Optional<String> after, boolean needsRestart) {

    static List<Change> between(Values before, Values after) {
        var names = new TreeSet<>(before.of().keySet());
        names.addAll(after.of().keySet());
        var changes = new ArrayList<Change>();
        for (Name name : names) {
            Optional<Values.Value> old = before.get(name);
            Optional<Values.Value> now = after.get(name);
            if (!old.map(Values.Value::value).equals(now.map(Values.Value::value))) {
                Key key = old.or(() -> now).orElseThrow().key();
                changes.add(
                        new Change(
                                name.toString(),
                                old.map(v -> Values.shown(name, v)),
                                now.map(v -> Values.shown(name, v)),
                                key.is(Trait.RESTART)));
            }
        }
        return changes;
    }

    /** A line for a person. */
    @Override
    public String toString() {
        return "%s: %s → %s%s"
                .formatted(
                        key,
                        before.orElse("not set"),
                        after.orElse("not set"),
                        needsRestart ? " (after a restart)" : "");
    }
}
