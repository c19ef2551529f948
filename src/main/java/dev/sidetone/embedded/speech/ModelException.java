package dev.sidetone.embedded.speech;

/**
 * A model is not to be had, not what it should be, or not readable. The message is fit for people.
 */
final class ModelException extends Exception {

    ModelException(String message) {
        super(message);
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
