package dev.sidetone.session;

/**
 * Who starts a call. Immutable.
 *
 * @param client the name that is on what is said in the call; empty when there is none
 * @param reader as whom the service knows them, whatever the client calls itself; empty for whoever
 *     may do everything
 */
public record Starter(String client, String reader) {

    /** Nobody by name. */
    static final Starter NOBODY = new Starter("", "");
}
