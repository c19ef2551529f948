package dev.sidetone.transcript;

/**
 * How the transcript file is.
 *
 * @param message what happened, for a person; empty when all is well
 * @param remedy how to fix it; empty when there is nothing to fix
 * @param held changes that are in memory only
 * @param lost changes that found no room in memory either, since the process began
 */
public record StoreHealth(State state, String message, String remedy, int held, long lost) {

    static final StoreHealth OK = new StoreHealth(State.OK, "", "", 0, 0);

    /** How the transcript file is. */
    public enum State {
        /** Every acknowledged change is in the file. */
        OK,
        /**
         * As OK, but an earlier file was damaged and stands beside the new one, or the file in use
         * has damage in it that was found later.
         */
        RECOVERED,
        /** Changes are held in memory until the file can be written again. */
        DEGRADED
    }

    /** True when every acknowledged change is in the file. */
    public boolean durable() {
        return state != State.DEGRADED;
    }

    /** Message and remedy in one line. */
    public String text() {
        return remedy.isEmpty() ? message : message + " " + remedy;
    }
}
