package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What has to be allowed for something to be done. Immutable.
 *
 * @param scopes all of these
 * @param where in which workspaces
 * @param reads how a conversation is read by it, when one is
 */
public record Need(Set<Scope> scopes, Where where, ReadKind reads) {

    /** In which workspaces something has to be allowed. */
    public enum Where {
        /** In that of what it is about, which is looked up when that is known. */
        THERE,
        /** In the one that this service works in. */
        HERE,
        /** In all: it is about none, or about several at once. */
        EVERYWHERE
    }

    /** Anybody may who is let in. */
    static final Need NOTHING = of();

    /** What nobody thought of is for those who may do everything. */
    static final Need UNKNOWN = of(Scope.values()).where(Where.EVERYWHERE);

    public Need {
        scopes = Set.copyOf(scopes);
    }

    static Need of(Scope... scopes) {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        all.addAll(Arrays.asList(scopes));
        return new Need(all, Where.THERE, ReadKind.OPEN);
    }

    Need where(Where other) {
        return new Need(scopes, other, reads);
    }

    Need reading(ReadKind kind) {
        return new Need(scopes, where, kind);
    }

    /**
     * Whether somebody may.
     *
     * @param here the workspace that this service works in
     */
    public Decision of(Reader reader, String here) {
        List<Scope> missing = scopes.stream().filter(scope -> !reader.may(scope)).sorted().toList();
        if (!missing.isEmpty()) {
            return new Decision.Missing(missing);
        }
        return switch (where) {
            case THERE -> new Decision.Allowed();
            case HERE -> reader.in(here) ? new Decision.Allowed() : new Decision.Elsewhere();
            case EVERYWHERE ->
                    reader.everywhere() ? new Decision.Allowed() : new Decision.Elsewhere();
        };
    }
}
