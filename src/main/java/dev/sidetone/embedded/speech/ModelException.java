package dev.sidetone.embedded.speech;

import java.util.Objects;

/**
 * A model is not to be had, not what it should be, or not readable. The message is fit for people.
 */
class ModelException extends Exception {

    ModelException(String message) {
        super(message);
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message, never null. */
    String explanation() {
        return Objects.toString(getMessage(), "");
    }
}
