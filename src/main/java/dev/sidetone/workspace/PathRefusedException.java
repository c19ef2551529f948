package dev.sidetone.workspace;

/** A path that may not be read, or is not there. The message says which and why. */
public final class PathRefusedException extends Exception {

    public PathRefusedException(String message) {
        super(message);
    }
}
