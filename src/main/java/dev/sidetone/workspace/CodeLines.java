package dev.sidetone.workspace;

import java.util.List;

/**
 * Lines of a file, fit to be shown.
 *
 * @param firstLine number of the first of {@code lines}, from 1
 * @param totalLines how many the file has
 */
public record CodeLines(
        String path, Language language, int firstLine, int totalLines, List<String> lines) {

    public CodeLines {
        lines = List.copyOf(lines);
    }

    /** Number of the last line that is here. */
    public int lastLine() {
        return firstLine + lines.size() - 1;
    }
}
