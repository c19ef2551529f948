package dev.sidetone.usage;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that a provider counted.
 *
 * @param id unique over all calls; the same thing told again has the same
 * @param status how the response ended, as the provider says it; empty for what is no response
 * @param millis time that is paid for by its length; of {@link Kind#PARKED} time that is not
 * @param cost as priced when it was counted; empty when no price was known. Of {@link Kind#PARKED}
 *     what that time would have cost; empty when it is not time that costs
 */
public record UsageEntry(
        String id,
        Instant at,
        Kind kind,
        String status,
        Account account,
        String model,
        Tokens tokens,
        long millis,
        Optional<Money> cost) {

    /** What was counted. */
    public enum Kind {
        /** A response, however it ended. */
        RESPONSE,
        /** What the user said, written down. */
        TRANSCRIPTION,
        /** Time in a call whose protocol counts nothing else. */
        TIME,
        /** Time in a parked call, without a session of the provider: nothing was used. */
        PARKED
    }

    boolean parked() {
        return kind == Kind.PARKED;
    }
}
