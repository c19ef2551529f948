package dev.sidetone.session;

/** What came of the wish for a call. */
public sealed interface Begun {

    /** The provider is being asked; how that goes is told to the watchers. */
    record Running(LiveCall call) implements Begun {}

    /**
     * It cannot be.
     *
     * @param why in words, with what to do
     * @param ending the service is about to end, so that asking again later may help
     */
    record Refused(String why, boolean ending) implements Begun {}

    /** It was stopped before it began. */
    record Stopped() implements Begun {}
}
