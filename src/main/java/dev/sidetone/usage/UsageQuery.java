package dev.sidetone.usage;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which usage is summed up.
 *
 * @param from the first day
 * @param to the last day, itself within
 * @param by what one sum is of
 * @param only the one of these that counts; empty: all
 * @param within only what was used in these workspaces; empty: in all
 */
public record UsageQuery(
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        By by,
        Optional<Only> only,
        Optional<SortedSet<String>> within) {

    public UsageQuery {
        within = within.map(names -> Collections.unmodifiableSortedSet(new TreeSet<>(names)));
    }

    /** In all workspaces. */
    public UsageQuery(Optional<LocalDate> from, Optional<LocalDate> to, By by) {
        this(from, to, by, Optional.empty(), Optional.empty());
    }

    /** What one sum is of. */
    public enum By {
        DAY("day"),
        WORKSPACE("workspace"),
        PROVIDER("provider"),
        USER("person"),
        AGENT("agent"),
        MODEL("model"),
        CONVERSATION("conversation_id"),
        CALL("call_id");

        private final String column;

        By(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** Only what has this value. */
    public record Only(By by, String value) {}

    /** Everything there is. */
    public static UsageQuery all(By by) {
        return new UsageQuery(Optional.empty(), Optional.empty(), by);
    }

    /** From the first to the last day. */
    public static UsageQuery between(LocalDate from, LocalDate to, By by) {
        return new UsageQuery(Optional.of(from), Optional.of(to), by);
    }

    /** The same of one thing only. */
    public UsageQuery only(By what, String value) {
        return new UsageQuery(from, to, by, Optional.of(new Only(what, value)), within);
    }

    /** The same of these workspaces only, none of which may be there; empty: of all. */
    public UsageQuery within(Optional<Set<String>> workspaces) {
        return new UsageQuery(from, to, by, only, workspaces.map(TreeSet::new));
    }
}
