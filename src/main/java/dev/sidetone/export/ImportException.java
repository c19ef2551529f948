package dev.sidetone.export;

/** A file cannot be taken in; the message says where and why. */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }
}
