package dev.sidetone.api;

import java.net.URI;
import java.util.Optional;

/** A request that is answered with a problem. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String location;

    ProblemException(int status, String code, String message) {
        this(status, code, message, "");
    }

    /**
     * @param location where what was asked for is; empty when there is no such place
     */
    ProblemException(int status, String code, String message, String location) {
        super(message);
        this.status = status;
        this.code = code;
        this.location = location;
    }

    Optional<URI> location() {
        return Optional.of(location).filter(it -> !it.isEmpty()).map(URI::create);
    }

    Problem problem() {
        return Problem.named(status, code, String.valueOf(getMessage()));
    }

    /** What was sent cannot be read. */
    static ProblemException unreadable(String code, String message) {
        return new ProblemException(400, code, message);
    }
}
