package dev.sidetone.workspace;

import dev.sidetone.workspace.ScriptFrame.Kind;
import java.util.Set;

/** Tells from what came before what a bracket of a script stands for. */
final class ScriptKinds {

    /** Words that a value follows. */
    private static final Set<String> OPERATOR =
            Set.of(
                    "return",
                    "typeof",
                    "case",
                    "in",
                    "of",
                    "delete",
                    "void",
                    "throw",
                    "new",
                    "else",
                    "do",
                    "readonly",
                    "keyof",
                    "infer",
                    "is",
                    "as",
                    "asserts",
                    "satisfies",
                    "await",
                    "yield",
                    "instanceof",
                    "extends",
                    "default");

    /** Words that a block follows. */
    private static final Set<String> BLOCK = Set.of("else", "do", "try", "finally", "catch");

    /** Words whose parentheses cannot be empty. */
    private static final Set<String> FIXED = Set.of("for", "catch", "with");

    private ScriptKinds() {}

    static boolean isOperator(String word) {
        return OPERATOR.contains(word);
    }

    /**
     * @param before the last sign, {@code a} for a word, {@code A} for an arrow
     * @param word the last word
     * @param typed whether a colon may be followed by a type
     */
    static Kind of(ScriptFrame frame, char opening, char before, String word, boolean typed) {
        if (frame.isInType() || (frame.type && opening == '{')) {
            return Kind.TYPE;
        }
        boolean call = before == 'a' && !FIXED.contains(word) && !OPERATOR.contains(word);
        return switch (opening) {
            case '(' -> call ? Kind.PLAIN : Kind.FIXED;
            case '[' -> isArray(frame, before) ? Kind.PLAIN : Kind.FIXED;
            default -> brace(frame, before, before == 'a' ? word : "", typed);
        };
    }

    private static boolean isArray(ScriptFrame frame, char before) {
        return before == '='
                || before == '('
                || before == '['
                || (before == ',' && frame.opening != '{');
    }

    private static Kind brace(ScriptFrame frame, char before, String word, boolean typed) {
        if (frame.container) {
            return Kind.MEMBERS;
        }
        if (isBody(frame, before, word)) {
            return Kind.BODY;
        }
        boolean value = before == '(' || before == ',' || before == '=' || before == '[';
        boolean object = value || word.equals("return") || (before == ':' && !typed);
        return object ? Kind.PLAIN : Kind.FIXED;
    }

    private static boolean isBody(ScriptFrame frame, char before, String word) {
        boolean typed = before == 'a' || before == '>' || before == ']';
        boolean statement = before == ';' || before == '}' || before == '{';
        return before == ')'
                || before == 'A'
                || BLOCK.contains(word)
                || (frame.parameters && typed)
                || (frame.isBody() && statement);
    }
}
