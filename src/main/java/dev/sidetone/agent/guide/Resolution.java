package dev.sidetone.agent.guide;

import java.util.List;

/** What a name turned out to mean. */
sealed interface Resolution {

    /**
     * It is clear.
     *
     * @param exact false when it was heard or spelled differently
     */
    record Found(Subject subject, boolean exact) implements Resolution {}

    /** Nothing bears this name; these are near. May be empty. */
    record Unsure(String said, List<Subject> near) implements Resolution {}

    /** A pronoun without anything before it. */
    record NoSubject() implements Resolution {}
}
