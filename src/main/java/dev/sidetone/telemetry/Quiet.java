package dev.sidetone.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A fault as it may stand in a log: what kind it is and where it came from. Its message is left
 * out, because it may quote what somebody said.
 */
public final class Quiet extends Exception {

    private static final int DEEPEST = 8;
    private static final long serialVersionUID = 1L;

    private final String kind;

    private Quiet(Throwable fault, int depth) {
        super(null, cause(fault, depth), false, true);
        this.kind = fault.getClass().getName();
        setStackTrace(fault.getStackTrace());
    }

    public static Quiet of(Throwable fault) {
        return new Quiet(fault, 0);
    }

    private static @Nullable Quiet cause(Throwable fault, int depth) {
        Throwable cause = fault.getCause();
        return cause == null || depth == DEEPEST ? null : new Quiet(cause, depth + 1);
    }

    @Override
    public String toString() {
        return kind;
    }
}
