package dev.sidetone.sealing;

/** Keys that cannot be had. The message says which and what to do, and repeats nothing of them. */
public final class KeyringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyringException(String message) {
        super(message);
    }

    KeyringException(String message, Throwable cause) {
        super(message, cause);
    }
}
