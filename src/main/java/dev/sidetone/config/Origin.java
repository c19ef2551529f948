package dev.sidetone.config;

import java.nio.file.Path;

/** Where a value comes from; {@code toString} names the place in an error message. */
sealed interface Origin {

    /** Nobody set it. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /** A line of a file, both counted from 1. */
    record File(Path file, int line, int column) implements Origin {
        @Override
        public String toString() {
            return file + ", line " + line + ", column " + column;
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "environment variable " + name;
        }
    }

    /** A system property. */
    record Property(String name) implements Origin {
        @Override
        public String toString() {
            return "system property " + name;
        }
    }

    /** A {@code -c name=value} of the command line; {@code number} counts them from 1. */
    record Argument(int number, String name) implements Origin {
        @Override
        public String toString() {
            return "command line, -c number " + number + " (" + name + ")";
        }
    }
}
