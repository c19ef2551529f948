package dev.sidetone.config;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The keys that are read and checked while nothing acts on them yet: a configuration that has them
 * is good, but whoever relies on them must be told. Shrinks as their parts are built.
 */
final class NotYet {

    private static final List<Name> PATTERNS =
            Stream.of(
                            "sandbox_mode",
                            "approval_policy",
                            "approval_policy.**",
                            "hooks.**",
                            "mcp_servers.**")
                    .map(Name::of)
                    .toList();

    private NotYet() {}

    static boolean holds(Name name) {
        return PATTERNS.stream().anyMatch(pattern -> pattern.covers(name));
    }

    /** The keys of a configuration nothing acts on, those of a table together. */
    static List<String> in(Values values) {
        var names = new TreeSet<String>();
        for (Name name : values.of().keySet()) {
            boolean written = values.get(name).map(NotYet::isWritten).orElse(false);
            if (written && holds(name)) {
                names.add(name.size() > 2 ? name.part(0) + "." + name.part(1) : name.toString());
            }
        }
        return List.copyOf(names);
    }

    private static boolean isWritten(Values.Value value) {
        return !(value.origin() instanceof Origin.Default);
    }
}
