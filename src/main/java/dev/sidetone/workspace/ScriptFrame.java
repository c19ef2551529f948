package dev.sidetone.workspace;

/**
 * An open bracket of a script: what it is, and what was seen in it.
 *
 * <p>A thing is worth keeping when it may define something that the queries look for: a class, a
 * named or assigned function, a method.
 */
final class ScriptFrame {

    /** What a bracket stands for. */
    enum Kind {
        /** The text itself. */
        TOP,
        /** Statements of a function, a loop and the like. */
        BODY,
        /** Members of a class, an interface, an enum: they are definitions. */
        MEMBERS,
        /** Inside a type: nothing is a body there, members are definitions. */
        TYPE,
        /** An object, an array or what is in parentheses, that may be emptied. */
        PLAIN,
        /** Brackets that cannot be empty. */
        FIXED
    }

    final Kind kind;
    final char opening;

    /** What is kept up to and with the bracket. */
    final Condensed.Mark inside;

    /** What is written in place of what is left out. */
    final String filling;

    /** What is kept up to the statement. */
    Condensed.Mark statement;

    /** Whether a class, an interface or an enum is what is in it. */
    boolean declared;

    String firstWord = "";
    boolean kept;
    boolean statementKept;

    /** Whether the next brace holds members. */
    boolean container;

    /** Whether what comes is a type's definition. */
    boolean type;

    /** Whether there was an equals sign or a colon since the last comma. */
    boolean assigns;

    /** Whether a parameter list came, so that a brace behind a type opens a body. */
    boolean parameters;

    ScriptFrame(Kind kind, char opening, Condensed.Mark inside, String filling) {
        this.kind = kind;
        this.opening = opening;
        this.inside = inside;
        this.filling = filling;
        this.statement = inside;
    }

    void keep() {
        kept = true;
        statementKept = true;
    }

    /** Makes what follows a new statement. */
    void begin(Condensed.Mark mark) {
        statement = mark;
        firstWord = "";
        statementKept = false;
        container = false;
        type = false;
        assigns = false;
        parameters = false;
    }

    boolean isBody() {
        return kind == Kind.BODY;
    }

    /** Whether nothing belongs to the statement after its brace. */
    boolean endsStatement() {
        return isBody() || declared;
    }

    /** Whether the word {@code type} means what it says. */
    boolean opensType() {
        return firstWord.equals("type")
                || firstWord.equals("export")
                || firstWord.equals("declare");
    }

    /** Whether commas part what is in it. */
    boolean isList() {
        return kind == Kind.PLAIN || kind == Kind.FIXED;
    }

    /** Whether what has a body here is a method. */
    boolean isOfMembers() {
        return opening == '{' && kind != Kind.TOP && kind != Kind.BODY;
    }

    boolean isInType() {
        return kind == Kind.TYPE;
    }

    boolean fits(char closing) {
        return switch (closing) {
            case ')' -> opening == '(';
            case ']' -> opening == '[';
            default -> opening == '{';
        };
    }
}
