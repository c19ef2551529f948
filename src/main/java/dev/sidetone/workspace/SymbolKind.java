package dev.sidetone.workspace;

/** What a symbol is. Ordered by how likely a person means it when names are equal. */
public enum SymbolKind {
    CLASS("class"),
    INTERFACE("interface"),
    RECORD("record"),
    ENUM("enum"),
    STRUCT("struct"),
    TRAIT("trait"),
    TYPE("type"),
    ANNOTATION("annotation"),
    MODULE("module"),
    FUNCTION("function"),
    METHOD("method"),
    MACRO("macro"),
    CONSTANT("constant"),
    VARIABLE("variable"),
    PROPERTY("property"),
    FIELD("field"),
    CONSTRUCTOR("constructor"),
    PROTOTYPE("declaration");

    private final String word;

    SymbolKind(String word) {
        this.word = word;
    }

    /** The word for it in a sentence. */
    public String word() {
        return word;
    }

    /** True for what has members. */
    public boolean isType() {
        return compareTo(MODULE) < 0;
    }

    /** True for what can be called. */
    public boolean isCallable() {
        return this == FUNCTION
                || this == METHOD
                || this == MACRO
                || this == CONSTRUCTOR
                || this == PROTOTYPE;
    }
}
