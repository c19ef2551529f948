package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.CodeLines;
import dev.sidetone.workspace.Symbol;
import java.util.List;

/** Cuts the part of a file that shows a symbol, its comment included. */
final class Excerpts {

    private static final int COMMENT = 120;

    private Excerpts() {}

    /** A symbol's beginning, at most so many lines of it, with the comment above. */
    static CodeLines of(Turn turn, Symbol symbol, int most) throws AgentException {
        CodeLines around =
                turn.open(
                        symbol.path(), Math.max(1, symbol.startLine() - COMMENT), symbol.endLine());
        int at = symbol.startLine() - around.firstLine();
        int from = commentStart(around.lines(), Math.min(at, around.lines().size()));
        int body = Math.min(symbol.endLine(), symbol.line() + most - 1) - around.firstLine() + 1;
        int to = Math.clamp(body, from, around.lines().size());
        return new CodeLines(
                around.path(),
                around.language(),
                around.firstLine() + from,
                around.totalLines(),
                around.lines().subList(from, to));
    }

    /** Where the comment that belongs to a line begins; the line itself without one. */
    static int commentStart(List<String> lines, int at) {
        int from = at;
        while (from > 0 && isComment(lines.get(from - 1))) {
            from--;
        }
        return from;
    }

    static boolean isComment(String line) {
        String text = line.strip();
        return text.startsWith("//")
                || text.startsWith("/*")
                || text.startsWith("*")
                || (text.startsWith("#")
                        && !text.startsWith("#include")
                        && !text.startsWith("#define")
                        && !text.startsWith("#if")
                        && !text.startsWith("#endif"))
                || text.startsWith("--")
                || text.endsWith("*/");
    }
}
