package dev.sidetone.api;

/** A request that is answered with a problem. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ProblemException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    Problem problem() {
        return Problem.named(status, code, String.valueOf(getMessage()));
    }

    /** What was sent cannot be read. */
    static ProblemException unreadable(String code, String message) {
        return new ProblemException(400, code, message);
    }
}
