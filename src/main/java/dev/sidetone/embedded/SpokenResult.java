package dev.sidetone.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.WireCodec;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Turns what a tool gave back into words. The text is data: it is cleaned and spoken, never looked
 * at for wishes.
 */
final class SpokenResult {

    private static final List<String> MEMBERS =
            List.of("spoken", "text", "answer", "message", "output", "result", "error");
    private static final int MAX = 4_000;

    private SpokenResult() {}

    static String of(String output) {
        return clean(json(output).map(SpokenResult::words).orElse(output));
    }

    private static Optional<JsonNode> json(String output) {
        String text = output.strip();
        if (!text.startsWith("{") && !text.startsWith("[") && !text.startsWith("\"")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(WireCodec.json().readTree(text));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static String words(JsonNode node) {
        if (node.isValueNode()) {
            return node.isNull() ? "" : node.asText();
        }
        for (String member : MEMBERS) {
            if (node.path(member).isTextual()) {
                return node.path(member).asText();
            }
        }
        var joined = new StringJoiner(", ");
        if (node.isArray()) {
            node.forEach(element -> joined.add(words(element)));
        } else {
            node.properties()
                    .forEach(m ->
                            joined.add(m.getKey().replace('_', ' ') + ": " + words(m.getValue())));
        }
        return joined.toString();
    }

    /** Without control and invisible characters, on one line, of bearable length. */
    static String clean(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(SpokenResult::visible).forEach(kept::appendCodePoint);
        String line = kept.toString().replaceAll("\\s+", " ").strip();
        if (line.length() <= MAX) {
            return line;
        }
        int end = line.lastIndexOf(". ", MAX);
        return line.substring(0, end > 0 ? end + 1 : MAX) + " The rest is on the screen.";
    }

    private static boolean visible(int codePoint) {
        if (Character.isWhitespace(codePoint)) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
