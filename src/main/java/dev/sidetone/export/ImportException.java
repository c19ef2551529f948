package dev.sidetone.export;

/** A file cannot be taken in; the message says where and why. */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }

    /** What is wrong with a line, counted from 1. */
    static ImportException at(long line, String what) {
        return new ImportException("Line %d: %s".formatted(line, what));
    }
}
