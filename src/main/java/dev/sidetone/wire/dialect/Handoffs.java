package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What the service puts into a talk, sorted out: v1 and v3 have other words for the agent's output
 * than v2, and none for what only keeps v2's bookkeeping straight.
 */
final class Handoffs {

    static final String AGENT = "background_agent";

    private static final String BACKEND = "[BACKEND] ";

    /** Before the text, or after the prefix of an item: v1 and v3 do not know it. */
    private static final String MARK = "(?<=^|\\n\\n)\\[(USER|BACKEND)] ";

    /** Outputs that tell v2 how a function call ended; the messages before them say the rest. */
    private static final List<String> BOOKKEEPING =
            List.of(
                    "Background agent finished. Use the preceding [BACKEND] messages as the result.",
                    "This was sent to steer the previous background agent task.");

    private final SequencedSet<String> open = new LinkedHashSet<>();

    /** What an item of the service comes to. */
    sealed interface Put {

        /** The last word of a handoff. */
        record Result(String handoffId, String text) implements Put {}

        /** The agent's words on the way; empty {@code handoffId}: of no handoff. */
        record Progress(String handoffId, String text) implements Put {}

        record Message(String role, String text) implements Put {}

        record Nothing() implements Put {}
    }

    void asked(String handoffId) {
        open.add(handoffId);
    }

    Put sort(JsonNode item) {
        return switch (item.path("type").asText()) {
            case "function_call_output" -> output(item);
            case "message" -> message(item);
            default -> new Put.Nothing();
        };
    }

    private Put output(JsonNode item) {
        String id = item.path("call_id").asText();
        String text = item.path("output").asText();
        boolean known = open.remove(id);
        return known && !text.isBlank() && !BOOKKEEPING.contains(text)
                ? new Put.Result(id, text)
                : new Put.Nothing();
    }

    private Put message(JsonNode item) {
        var words = new StringBuilder();
        item.path("content").forEach(part -> words.append(Trees.text(part, "text")));
        String text = words.toString();
        if (text.isBlank()) {
            return new Put.Nothing();
        }
        String role = item.path("role").asText("user");
        if (role.equals("user") && text.startsWith(BACKEND)) {
            String active =
                    Optional.of(open)
                            .filter(o -> !o.isEmpty())
                            .map(SequencedSet::getFirst)
                            .orElse("");
            return new Put.Progress(active, text.substring(BACKEND.length()));
        }
        return new Put.Message(
                role.equals("system") ? "developer" : role, text.replaceFirst(MARK, ""));
    }
}
