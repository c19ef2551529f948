package dev.sidetone.conversation;

/**
 * A place in the workspace that an answer rests on.
 *
 * @param path relative to the workspace root, with {@code /}
 * @param startLine first line, counted from 1
 * @param endLine last line, inclusive
 * @param label what is there, for example the symbol's name; may be empty
 */
public record Citation(String path, int startLine, int endLine, String label) {

    public Citation {
        if (startLine < 1 || endLine < startLine) {
            throw new IllegalArgumentException(
                    "lines %d to %d are no range".formatted(startLine, endLine));
        }
    }

    /** {@code path:line}, as it is shown. */
    public String text() {
        return path + ":" + startLine;
    }
}
