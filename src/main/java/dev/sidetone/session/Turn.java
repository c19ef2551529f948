package dev.sidetone.session;

import java.time.Instant;
import java.util.Optional;

/** One run of the agent. */
public record Turn(
        String id,
        Status status,
        Instant startedAt,
        Optional<Instant> completedAt,
        Optional<String> error) {

    /** How it stands. */
    public enum Status {
        IN_PROGRESS("inProgress"),
        COMPLETED("completed"),
        INTERRUPTED("interrupted"),
        FAILED("failed");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    static Turn started(String id, Instant at) {
        return new Turn(id, Status.IN_PROGRESS, at, Optional.empty(), Optional.empty());
    }

    Turn ended(Status how, Instant at, Optional<String> why) {
        return new Turn(id, how, startedAt, Optional.of(at), why);
    }
}
