package dev.sidetone.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.config.Access;
import dev.sidetone.config.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a signed token says of who holds it: {@code sub}, {@code scope} and {@code workspaces}. One
 * with neither of the last two may do everything, as all could before there were scopes, unless the
 * claim is needed: then nothing.
 */
final class SignedRights {

    private static final int LONGEST_NAME = 80;

    private final JsonNode claims;
    private final Instant until;
    private final boolean needsScope;

    SignedRights(JsonNode claims, Instant until, boolean needsScope) {
        this.claims = claims;
        this.until = until;
        this.needsScope = needsScope;
    }

    /** Empty when the claims are not as they have to be. */
    Optional<Reader> reader() {
        Optional<String> name = name();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!claims.has("scope") && !claims.has("workspaces")) {
            return Optional.of(
                    needsScope
                            ? new Reader(name.get(), Set.of(), Set.of(), until)
                            : Reader.all(name.get(), until));
        }
        Optional<Set<String>> scopes = words("scope", Set.of());
        Optional<Set<String>> workspaces = words("workspaces", Set.of(Access.EVERYWHERE));
        if (name.get().isEmpty() || scopes.isEmpty() || workspaces.isEmpty()) {
            return Optional.empty();
        }
        Set<Scope> known =
                scopes.get().stream()
                        .flatMap(word -> Scope.of(word).stream())
                        .collect(Collectors.toSet());
        return Optional.of(new Reader(name.get(), known, workspaces.get(), until));
    }

    /** Nothing that could pass for something else on a screen or in a log. */
    private Optional<String> name() {
        JsonNode sub = claims.path("sub");
        if (sub.isMissingNode() || sub.isNull()) {
            return Optional.of("");
        }
        String name = sub.asText();
        boolean good =
                sub.isTextual()
                        && !name.isBlank()
                        && name.length() <= LONGEST_NAME
                        && name.equals(name.strip())
                        && name.codePoints()
                                .noneMatch(c ->
                                        Character.isISOControl(c)
                                                || Character.getType(c) == Character.FORMAT
                                                || Character.getType(c) == Character.SURROGATE);
        return good ? Optional.of(name) : Optional.empty();
    }

    /** A text with spaces between the words, or an array of texts. */
    private Optional<Set<String>> words(String claim, Set<String> otherwise) {
        JsonNode said = claims.path(claim);
        if (said.isMissingNode()) {
            return Optional.of(otherwise);
        }
        if (said.isTextual() && claim.equals("scope")) {
            return Optional.of(
                    Stream.of(said.asText().split(" "))
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.toSet()));
        }
        if (!said.isArray()) {
            return Optional.empty();
        }
        boolean texts =
                StreamSupport.stream(said.spliterator(), false).allMatch(JsonNode::isTextual);
        return texts
                ? Optional.of(
                        StreamSupport.stream(said.spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.toSet()))
                : Optional.empty();
    }
}
