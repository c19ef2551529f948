package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;

/** Names a value the way Codex's decoder does: {@code integer `5`}, {@code string "x"}. */
final class Unexpected {

    private static final int LONGEST = 200;

    private Unexpected() {}

    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "sequence";
            case OBJECT, POJO -> "map";
            case BOOLEAN -> "boolean `" + value.asText() + "`";
            case NUMBER ->
                    (value.isIntegralNumber() ? "integer `" : "floating point `")
                            + value.asText()
                            + "`";
            case STRING, BINARY -> "string \"" + brief(value.asText()) + "\"";
            case NULL, MISSING -> "null";
        };
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
