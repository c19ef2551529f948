package dev.sidetone.api;

import dev.sidetone.session.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * How a call went so far.
 *
 * @param started the provider has it
 * @param answer the provider's answer to the offer
 * @param error what failed last
 * @param closed how it ended, once it has been up
 * @param endedAt when its last word was told
 */
record CallStory(
        boolean started,
        Optional<String> answer,
        Optional<Notice.CallError> error,
        Optional<Notice.CallClosed> closed,
        Optional<Instant> endedAt) {

    static final CallStory BEGINNING =
            new CallStory(
                    false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    CallStory after(Notice notice) {
        return switch (notice) {
            case Notice.CallStarted _ -> new CallStory(true, answer, error, closed, endedAt);
            case Notice.Answer(var sdp) ->
                    new CallStory(started, Optional.of(sdp), error, closed, endedAt);
            case Notice.CallError failure ->
                    new CallStory(started, answer, Optional.of(failure), closed, endedAt);
            case Notice.CallClosed end ->
                    new CallStory(started, answer, error, Optional.of(end), endedAt);
            default -> this;
        };
    }

    CallStory ended(Instant at) {
        return new CallStory(started, answer, error, closed, Optional.of(at));
    }

    /** {@code withAnswer}: there was an offer. */
    boolean isUp(boolean withAnswer) {
        return started && (!withAnswer || answer.isPresent());
    }

    /** Why it ended, as the contract names it; it never came up without a reason of its own. */
    String outcome() {
        return closed.map(end -> end.reason().wireName()).orElse("error");
    }
}
