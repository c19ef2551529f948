package dev.sidetone.workspace;

import java.util.List;

/**
 * A file of the workspace as it was indexed.
 *
 * @param path relative to the root
 * @param size in bytes
 * @param modified ms since 1970
 * @param lines 0 unless its content is {@link Content#TEXT}
 * @param isTest whether it holds tests, by the usual conventions of names and folders
 * @param symbols what it defines, in order
 */
public record SourceFile(
        String path,
        long size,
        long modified,
        Language language,
        Content content,
        int lines,
        boolean isTest,
        List<Symbol> symbols) {

    public SourceFile {
        symbols = List.copyOf(symbols);
    }

    /** What was found inside. */
    public enum Content {
        TEXT,
        BINARY,
        /** Beyond the size that is indexed. */
        HUGE,
        /** Made by a tool (minified, lock file): listed, not searched. */
        GENERATED,
        UNREADABLE
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name without its extension. */
    public String stem() {
        String name = name();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The folder with a final {@code /}, empty at the root. */
    public String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
