package dev.sidetone.config;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes values as TOML has them, on one line. */
final class TomlText {

    private TomlText() {}

    static String of(Object value) {
        return switch (value) {
            case String text -> quoted(text);
            case Collection<?> list ->
                    list.stream().map(TomlText::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> table ->
                    table.entrySet().stream()
                            .map(e ->
                                    new Name(java.util.List.of((String) e.getKey()))
                                            + " = "
                                            + of(e.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case Double number when number.isInfinite() -> number > 0 ? "inf" : "-inf";
            case Double number when number.isNaN() -> "nan";
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (invisible(c)) {
                    out.append(c > 0xffff ? "\\U%08X".formatted(c) : "\\u%04X".formatted(c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    /** Control and formatting characters could make a page or a terminal show something else. */
    private static boolean invisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
