package dev.sidetone.agent.guide;

import dev.sidetone.workspace.Symbol;
import java.util.List;

/** What a conversation is about at the moment, or what a name was found to mean. */
sealed interface Subject {

    /** How it is called in an answer. */
    String name();

    /**
     * One name that the code defines.
     *
     * @param definitions all that bear it, the likeliest first; never empty
     */
    record Code(List<Symbol> definitions) implements Subject {

        public Code {
            definitions = List.copyOf(definitions);
        }

        Symbol first() {
            return definitions.getFirst();
        }

        @Override
        public String name() {
            return first().name();
        }
    }

    /** A file. */
    record InFile(String path) implements Subject {

        @Override
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** A folder; its path ends in a slash. */
    record Folder(String path) implements Subject {

        @Override
        public String name() {
            String bare = path.substring(0, path.length() - 1);
            return bare.substring(bare.lastIndexOf('/') + 1);
        }
    }

    /** All of it. */
    record Project(String name) implements Subject {}
}
