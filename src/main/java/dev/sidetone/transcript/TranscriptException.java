package dev.sidetone.transcript;

/** A change that can never be written. The message says why and what to do. */
public final class TranscriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TranscriptException(String message) {
        super(message);
    }

    TranscriptException(String message, Throwable cause) {
        super(message, cause);
    }
}
