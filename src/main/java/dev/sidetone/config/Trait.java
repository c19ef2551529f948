package dev.sidetone.config;

/** What is special about a key. */
enum Trait {
    /** No file and no command line may hold it: secrets, and where the file itself is. */
    OUTSIDE_ONLY,

    /** The value is never shown. */
    SECRET,

    /** The value is not shown when its last name sounds like a secret's. */
    MAYBE_SECRET,

    /** A new value takes effect after a restart. */
    RESTART,

    /** A repository's own file may lower it. */
    LOWERED_BY_REPOSITORY,

    /** A repository's own file may set it. */
    SET_BY_REPOSITORY
}
