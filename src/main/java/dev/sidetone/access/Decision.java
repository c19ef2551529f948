package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether somebody may. */
public sealed interface Decision {

    /** They may. */
    record Allowed() implements Decision {}

    /** They may not, for want of these. */
    record Missing(List<Scope> scopes) implements Decision {

        public Missing {
            scopes = List.copyOf(scopes);
        }
    }

    /** They may, but not in every workspace that it is about. */
    record Elsewhere() implements Decision {}

    /** Why they may not, in words, with what to do; empty when they may. */
    default Optional<String> refusal(Reader reader) {
        String grant = grant(reader);
        return switch (this) {
            case Allowed() -> Optional.empty();
            case Missing(List<Scope> scopes) ->
                    Optional.of(
                            "This needs the scope %s; %s. %s"
                                    .formatted(
                                            scopes.stream()
                                                    .map(Scope::word)
                                                    .collect(Collectors.joining(", ")),
                                            reader.words(),
                                            grant));
            case Elsewhere() ->
                    Optional.of(
                            "This is about workspaces that %s does not have. %s"
                                    .formatted(
                                            reader.name().isEmpty() ? "this caller" : reader.name(),
                                            grant));
        };
    }

    /** How they come to what is missing. Only signed tokens can be without any scope. */
    private static String grant(Reader reader) {
        if (reader.scopes().isEmpty()) {
            return "The claim `scope` is missing in the signed token, or names none that there is; whoever signs it puts it in.";
        }
        return reader.name().isEmpty()
                ? "Show a token that has it."
                : "Whoever runs the service grants it: [sidetone.access], or the claims of the signed token.";
    }
}
