package dev.sidetone.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a Python text down as its definitions: of a function only its name and what is defined
 * inside, of a class its name and what is assigned or defined in it, of an assignment only its left
 * side. What stands in the place of something left out is a {@code 0}, so that every block has a
 * body and ends where it ended.
 */
final class PythonCondenser {

    private static final Pattern SIGNATURE =
            Pattern.compile("((?:async\\s+)?def|class)\\s+\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ASSIGNMENT =
            Pattern.compile(
                    "(\\w+(?:\\s*,\\s*\\w+)*)\\s*(?::(?!=)|=(?!=))",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /** What surely assigns no name: a string, a statement of its own, a call, a member. */
    private static final Pattern IDLE =
            Pattern.compile(
                    "[rRbBuUfF]{0,2}[\"']|(?:import|from|return|raise|assert|del|pass|global|yield|await)\\b"
                            + "|[\\w.]+\\s*[(\\[]|\\w+(?:\\s*\\.\\s*\\w+)+\\s*[-+*/|&]?=|@|\\.\\.\\.");

    private static final Pattern COMPOUND =
            Pattern.compile(
                    "(?:if|elif|else|try|except|finally|for|while|with|match|case|async)\\b");

    private final String text;
    private final PythonStatements statements;
    private final Condensed.Builder kept;
    private final Deque<Block> blocks = new ArrayDeque<>();

    /** Where what was left out last ends; -1 when nothing is owed. */
    private int owed = -1;

    /** Where the last statement ends. */
    private int last;

    /**
     * An open block.
     *
     * @param indent of its header in the source
     * @param depth of its header in what is kept
     */
    private record Block(int indent, int depth, boolean function) {}

    private PythonCondenser(String text) {
        this.text = text;
        this.statements = new PythonStatements(text);
        this.kept = new Condensed.Builder(text);
    }

    static Condensed condense(String text) {
        return new PythonCondenser(text).run();
    }

    private Condensed run() {
        while (statements.next()) {
            if (!statements.isComment()) {
                closeTo(statements.indent());
                statement(statements.start(), statements.end());
                last = statements.end();
            } else if (!blocks.isEmpty() && statements.indent() > blocks.peek().indent()) {
                last = statements.end();
            }
        }
        closeTo(-1);
        return kept.build();
    }

    private void closeTo(int indent) {
        while (!blocks.isEmpty() && blocks.peek().indent() >= indent) {
            if (blocks.peek().function()) {
                owed = last;
            }
            settle();
            blocks.pop();
        }
    }

    private int depth() {
        return blocks.isEmpty() ? 0 : blocks.peek().depth() + 1;
    }

    private boolean inFunction() {
        return !blocks.isEmpty() && blocks.peek().function();
    }

    /** Writes down what stands for the statements that were left out. */
    private void settle() {
        if (owed > 0) {
            indentTo(owed - 1);
            kept.add("0", owed - 1);
            kept.add("\n", owed - 1);
            owed = -1;
        }
    }

    private void indentTo(int at) {
        kept.add(" ".repeat(depth()), at);
    }

    private void statement(int start, int end) {
        boolean opens = text.charAt(end - 1) == ':';
        Matcher signature = SIGNATURE.matcher(text).region(start, end);
        if (signature.lookingAt()) {
            definition(signature, end, opens);
        } else if (inFunction()) {
            return;
        } else if (opens || isCompound(start, end)) {
            keep(start, end, opens);
        } else {
            simple(start, end);
        }
    }

    private boolean isCompound(int start, int end) {
        return COMPOUND.matcher(text).region(start, end).lookingAt();
    }

    private void definition(Matcher signature, int end, boolean opens) {
        boolean function = text.charAt(signature.end(1) - 1) == 'f';
        if (!opens && !function) {
            keep(signature.start(), end, false);
            return;
        }
        settle();
        indentTo(signature.start());
        kept.keep(signature.start(), signature.end());
        kept.add(function ? "():" : ":", end - 1);
        if (opens) {
            kept.add("\n", end - 1);
            blocks.push(new Block(statements.indent(), depth(), function));
        } else {
            kept.add("0", end - 1);
            kept.add("\n", end - 1);
        }
    }

    private void keep(int start, int end, boolean opens) {
        settle();
        indentTo(start);
        kept.keep(start, end);
        kept.add("\n", end - 1);
        if (opens) {
            blocks.push(new Block(statements.indent(), depth(), false));
        }
    }

    private void simple(int start, int end) {
        Matcher assignment = ASSIGNMENT.matcher(text).region(start, end);
        if (assignment.lookingAt()) {
            settle();
            indentTo(start);
            kept.keep(start, assignment.end(1));
            kept.add("=0", end - 1);
            kept.add("\n", end - 1);
        } else if (IDLE.matcher(text).region(start, end).lookingAt()) {
            owed = end;
        } else {
            keep(start, end, false);
        }
    }
}
