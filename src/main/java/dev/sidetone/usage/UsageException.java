package dev.sidetone.usage;

/** Usage cannot be read now; the message says why and what to do. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
