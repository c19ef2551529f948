package dev.sidetone.embedded;

/** What the embedded model does in one response. */
sealed interface Reply {

    /** Says or writes the text; empty text makes an empty response. */
    record Say(String text, Pace pace) implements Reply {
        Say(String text) {
            this(text, Pace.KEEP);
        }
    }

    /** Calls a function of the client; {@code arguments} is a JSON text. */
    record Call(String name, String arguments) implements Reply {}

    /** How fast it speaks from now on. */
    enum Pace {
        KEEP,
        SLOWER,
        FASTER,
        NORMAL
    }

    /** A response without any output. */
    static Reply nothing() {
        return new Say("");
    }
}
