package dev.sidetone.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What callers may show to be let in.
 *
 * @param tokenSha256 of the token, in lower-case hexadecimal digits
 * @param jwt how signed tokens are checked; empty when none are taken
 * @param origins pages of these may connect too
 * @param people those who have a token of their own
 */
public record Access(
        Optional<String> tokenSha256,
        Optional<Jwt> jwt,
        List<String> origins,
        List<Person> people) {

    /** Nothing is asked for. */
    public static final Access OPEN = new Access(Optional.empty(), Optional.empty(), List.of());

    /** Stands for every workspace. */
    public static final String EVERYWHERE = "*";

    public Access {
        origins = List.copyOf(origins);
        people = List.copyOf(people);
    }

    /** One in which nobody has a token of their own. */
    public Access(Optional<String> tokenSha256, Optional<Jwt> jwt, List<String> origins) {
        this(tokenSha256, jwt, origins, List.of());
    }

    /** True when callers must show something. */
    public boolean asks() {
        return tokenSha256.isPresent() || identifies();
    }

    /** True when callers can be told from each other. */
    public boolean identifies() {
        return jwt.isPresent() || !people.isEmpty();
    }

    /**
     * Signed tokens: HS256.
     *
     * @param needsScope one that says nothing of what it allows allows nothing, rather than all
     */
    public record Jwt(
            Secret secret,
            Optional<String> issuer,
            Optional<String> audience,
            Duration skew,
            boolean needsScope) {}

    /**
     * Somebody, or some program, with a token of its own.
     *
     * @param tokenSha256 in lower-case hexadecimal digits
     * @param workspaces their names; {@value #EVERYWHERE} for all
     */
    public record Person(
            String name, String tokenSha256, Set<Scope> scopes, Set<String> workspaces) {

        public Person {
            scopes = Set.copyOf(scopes);
            workspaces = Set.copyOf(workspaces);
        }
    }
}
