package dev.sidetone.workspace;

import dev.sidetone.workspace.ScriptFrame.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Leaves out of JavaScript and TypeScript what defines nothing: imports, comments, the content of
 * strings, and statements, arguments, objects and whole bodies without a class, a named or assigned
 * function or a method in them. What turns out to be of no use when it ends is taken back. Where
 * the brackets do not add up, the text stays whole.
 */
final class ScriptCondenser {

    private static final Set<String> CONTAINER =
            Set.of("class", "interface", "enum", "namespace", "module");
    private static final Set<String> CONTROL =
            Set.of("if", "else", "for", "while", "do", "try", "catch", "finally", "switch", "with");
    private static final Set<String> CONDITION = Set.of("if", "while", "switch");

    private final String text;
    private final boolean typed;
    private final ScriptLiterals literals;
    private final Condensed.Builder kept;
    private final Deque<ScriptFrame> frames = new ArrayDeque<>();
    private int at;

    /** The last sign that counts: {@code a} for a word, {@code A} for an arrow. */
    private char before = ';';

    private String word = "";

    private ScriptCondenser(String text, boolean typed) {
        this.text = text;
        this.typed = typed;
        this.literals = new ScriptLiterals(text);
        this.kept = new Condensed.Builder(text);
        frames.push(new ScriptFrame(Kind.TOP, '{', kept.mark(), ""));
    }

    static Condensed condense(String text, boolean typed) {
        var condenser = new ScriptCondenser(text, typed);
        return condenser.run() ? condenser.kept.build() : Condensed.whole(text);
    }

    private boolean run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ') {
                blank(c);
            } else if (Character.isJavaIdentifierStart(c)) {
                word();
            } else if (!literal(c) && !sign(c)) {
                return false;
            }
        }
        return frames.size() == 1;
    }

    private void blank(char c) {
        if (c == '\n' && !kept.endsLine()) {
            kept.keep(at, at + 1);
        } else if (c != '\n' && !kept.endsBlank()) {
            kept.keep(at, at + 1);
        }
        at++;
    }

    private boolean literal(char c) {
        int end = literals.comment(at);
        if (end > at) {
            boolean lines = text.substring(at, end).indexOf('\n') >= 0;
            if (!kept.endsBlank()) {
                kept.add(lines ? "\n" : " ", at);
            }
            at = end;
            return true;
        }
        switch (c) {
            case '"', '\'' -> quoted(literals.string(at));
            case '`' -> quoted(literals.template(at));
            case '/' -> {
                if (!isOperand() && before != '<') {
                    kept.add("r", at);
                    at = literals.expression(at);
                    before = '0';
                    return true;
                }
                return false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void quoted(int end) {
        kept.keep(at, at + 1);
        kept.keep(Math.max(at + 1, end - 1), end);
        at = end;
        before = '0';
    }

    /** Whether a value came last, so that a slash divides it. */
    private boolean isOperand() {
        return switch (before) {
            case 'a' -> !ScriptKinds.isOperator(word);
            case '0', ')', ']', '}' -> true;
            default -> false;
        };
    }

    private void word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        boolean member = before == '.';
        String last = word;
        word = at - start > 12 ? "" : text.substring(start, at);
        var frame = frames.peek();
        boolean fresh = before == ';' || before == '}' || before == '{';
        if (fresh && frame.kind == Kind.TOP && isTransfer()) {
            int end = new ScriptTransfers(text, literals).end(word, at);
            if (end > at) {
                at = end;
                before = ';';
                return;
            }
        }
        if (before == ';' && frame.isBody() && word.equals("else")) {
            return;
        }
        if (frame.firstWord.isEmpty()) {
            frame.firstWord = word.isEmpty() ? "_" : word;
        }
        kept.keep(start, at);
        if (!member) {
            said(frame, last.equals("function") && (before == 'a' || before == '*'));
        } else {
            word = "";
        }
        before = 'a';
    }

    private boolean isTransfer() {
        return word.equals("import") || word.equals("export");
    }

    private void said(ScriptFrame frame, boolean named) {
        if (CONTAINER.contains(word)) {
            frame.container = true;
            frame.type = word.equals("interface");
            frame.keep();
        } else if (word.equals("type") && frame.opensType() && isName(blanks(at))) {
            frame.type = true;
            frame.keep();
        } else if (named || (word.equals("function") && frame.assigns)) {
            frame.keep();
        }
    }

    private int blanks(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private boolean isName(int i) {
        return i < text.length() && Character.isJavaIdentifierStart(text.charAt(i));
    }

    private boolean sign(char c) {
        var frame = frames.peek();
        switch (c) {
            case '(', '[', '{' -> open(frame, c);
            case ')', ']', '}' -> {
                return close(frame, c);
            }
            case ';' -> end(frame);
            case ',' -> {
                frame.assigns &= !frame.isList();
                put(c);
            }
            case '=' -> equals(frame);
            case '<' -> less(frame);
            case ':' -> {
                frame.assigns = true;
                put(c);
            }
            default -> put(Character.isDigit(c) ? '0' : c);
        }
        return true;
    }

    private void put(char sign) {
        kept.keep(at, at + 1);
        at++;
        before = sign;
    }

    /** Type arguments that are followed by others tell nothing. */
    private void less(ScriptFrame frame) {
        int end = typed && before == 'a' && !frame.isInType() ? literals.typeArguments(at) : at;
        if (end > at) {
            at = end;
        } else {
            put('<');
        }
    }

    private void equals(ScriptFrame frame) {
        if (text.startsWith("=>", at)) {
            if (frame.assigns && !frame.isInType()) {
                frame.keep();
            }
            kept.keep(at, at + 2);
            at += 2;
            before = 'A';
            return;
        }
        boolean comparison = text.startsWith("==", at) || "=!<>".indexOf(before) >= 0;
        frame.assigns |= !comparison;
        frame.parameters = false;
        put('=');
    }

    private void open(ScriptFrame frame, char c) {
        Kind kind = ScriptKinds.of(frame, c, before, word, typed);
        boolean condition = c == '(' && before == 'a' && CONDITION.contains(word);
        boolean declared = c == '{' && frame.container;
        if (c == '{') {
            if (kind == Kind.BODY && frame.isOfMembers() && before != 'A') {
                frame.keep();
            }
            frame.container = false;
            frame.parameters = false;
        }
        put(c);
        var opened = new ScriptFrame(kind, c, kept.mark(), condition ? "0" : "");
        opened.declared = declared;
        frames.push(opened);
    }

    private boolean close(ScriptFrame frame, char c) {
        if (frames.size() == 1 || !frame.fits(c)) {
            return false;
        }
        frames.pop();
        boolean idle = !frame.kept && (frame.isBody() || frame.kind == Kind.PLAIN);
        if (idle) {
            kept.back(frame.inside);
            if (!frame.filling.isEmpty()) {
                kept.add(frame.filling, at);
            }
        }
        var parent = frames.peek();
        put(c);
        if (frame.kept) {
            parent.keep();
        }
        parent.parameters = c == ')';
        if (c == '}' && frame.isBody() && parent.isBody()) {
            after(parent);
        } else if (c == '}' && parent.opening == '{' && frame.endsStatement()) {
            parent.begin(kept.mark());
        }
        return true;
    }

    /** A block has ended inside a body: of a statement that is of no use nothing stays. */
    private void after(ScriptFrame parent) {
        boolean control = CONTROL.contains(parent.firstWord) || parent.firstWord.isEmpty();
        if (control && !parent.statementKept) {
            kept.back(parent.statement);
            before = ';';
        }
        if (control || !parent.assigns || parent.firstWord.equals("function")) {
            parent.begin(kept.mark());
        }
    }

    private void end(ScriptFrame frame) {
        if (frame.isBody() && !frame.statementKept) {
            kept.back(frame.statement);
            at++;
            before = ';';
        } else {
            put(';');
        }
        if (frame.opening == '{') {
            frame.begin(kept.mark());
        }
    }
}
