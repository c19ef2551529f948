package dev.sidetone.workspace;

import java.util.List;

/**
 * Lines that fit an open question.
 *
 * @param score comparable within one answer only
 * @param matched the question's words found in it
 */
public record Passage(
        String path, int startLine, List<String> lines, double score, List<String> matched) {

    public Passage {
        lines = List.copyOf(lines);
        matched = List.copyOf(matched);
    }

    /** Number of the last line. */
    public int endLine() {
        return startLine + lines.size() - 1;
    }
}
