package dev.sidetone.embedded;

/** A speech engine failed or is not there. The message is fit for a person. */
public class SpeechException extends Exception {

    public SpeechException(String message) {
        super(message);
    }

    public SpeechException(String message, Throwable cause) {
        super(message, cause);
    }
}
