package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads the title that a client gives a conversation. */
final class NewTitle {

    private static final int LONGEST = 200;

    private NewTitle() {}

    /** Empty when none is given. */
    static Optional<String> read(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        String text = given.isTextual() ? given.asText().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            throw ProblemException.unreadable(
                    "invalid_title", "`title` is a text of 1 to %d characters.".formatted(LONGEST));
        }
        return Optional.of(text);
    }
}
