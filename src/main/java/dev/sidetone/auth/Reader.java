package dev.sidetone.auth;

import dev.sidetone.config.Access;
import dev.sidetone.config.Scope;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who asks, and what they may do. Immutable.
 *
 * @param name as the configuration or a signed token calls them; empty for whoever shows the one
 *     token, or comes where nothing is asked for
 * @param scopes what they may do
 * @param workspaces in which; {@value Access#EVERYWHERE} is all
 * @param until when that ends; never, mostly
 */
public record Reader(String name, Set<Scope> scopes, Set<String> workspaces, Instant until) {

    /** Whoever shows the one token, or comes where nothing is asked for: may do everything. */
    public static final Reader EVERYTHING = all("", Instant.MAX);

    /** Whoever is not known: may do nothing. */
    public static final Reader NOBODY = new Reader("", Set.of(), Set.of(), Instant.MAX);

    private static final String KEY = Reader.class.getName();

    public Reader {
        scopes = Set.copyOf(scopes);
        workspaces = Set.copyOf(workspaces);
    }

    static Reader all(String name, Instant until) {
        return new Reader(name, EnumSet.allOf(Scope.class), Set.of(Access.EVERYWHERE), until);
    }

    static Reader of(Access.Person person) {
        return new Reader(person.name(), person.scopes(), person.workspaces(), Instant.MAX);
    }

    /** True when every workspace is theirs. */
    public boolean everywhere() {
        return workspaces.contains(Access.EVERYWHERE);
    }

    /** True when this workspace is theirs. */
    public boolean in(String workspace) {
        return everywhere() || workspaces.contains(workspace);
    }

    /** The only workspaces that are theirs; empty when all are. */
    public Optional<Set<String>> confined() {
        return everywhere() ? Optional.empty() : Optional.of(workspaces);
    }

    /** True when they may do that somewhere. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** The same, who may not do that. */
    public Reader without(Scope scope) {
        Set<Scope> others =
                scopes.stream().filter(s -> s != scope).collect(Collectors.toUnmodifiableSet());
        return new Reader(name, others, workspaces, until);
    }

    /** True when what they showed is good no more. */
    public boolean expired(Instant now) {
        return now.isAfter(until);
    }

    /** In words: who that is and what they may do. */
    public String words() {
        String who = name.isEmpty() ? "this caller" : name;
        String can =
                Stream.of(Scope.values())
                        .filter(this::may)
                        .map(Scope::word)
                        .collect(Collectors.joining(", "));
        return can.isEmpty() ? who + " has none" : who + " has " + can;
    }

    void put(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Who sent a request; empty for one that did not come past the gate. */
    public static Optional<Reader> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }
}
