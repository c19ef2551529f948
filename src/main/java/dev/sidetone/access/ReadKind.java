package dev.sidetone.access;

import java.util.Locale;

/** In which way somebody read a conversation. */
public enum ReadKind {
    /** Opened it: its items, on a page or by a program. */
    OPEN,
    /** Found something of it in a search. */
    SEARCH,
    /** Took it, or what a search found of it, away as a file. */
    EXPORT,
    /** Asked for its sound. */
    AUDIO,
    /** Heard of what is said in it, as it is said. */
    FOLLOW,
    /** Copied it, or moved what is in it. */
    MOVE,
    /** Began a call whose voice was told of it: its title, or, of the call's own, what was said. */
    CONTEXT,
    /** Saw what redaction had taken out of one item of it. */
    REVEAL;

    /** As it is written in files and on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
