package dev.sidetone.workspace;

/**
 * Something that the code defines.
 *
 * @param container the type or module around it; empty at top level
 * @param path relative to the root
 * @param line where its name stands, from 1
 * @param startLine where its definition begins (annotations, decorators), from 1
 * @param endLine where its definition ends, inclusive
 */
public record Symbol(
        String name,
        SymbolKind kind,
        String container,
        String path,
        int line,
        int startLine,
        int endLine) {

    /** {@code Container.name}, or the name alone. */
    public String qualified() {
        return container.isEmpty() ? name : container + "." + name;
    }

    /** {@code path:line}. */
    public String place() {
        return path + ":" + line;
    }
}
