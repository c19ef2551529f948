package dev.sidetone.workspace;

/**
 * How far the index is.
 *
 * @param filesTotal 0 while the files are still being listed
 * @param message one sentence for a person; empty when there is nothing to say
 */
public record IndexStatus(State state, int filesDone, int filesTotal, String message) {

    /** Ready stays ready while changed files are taken in. */
    public enum State {
        INDEXING,
        READY,
        FAILED
    }

    /** Share done, in percent. */
    public int percent() {
        return filesTotal == 0 ? 0 : (int) (100L * filesDone / filesTotal);
    }
}
