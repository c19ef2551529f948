package dev.sidetone.session;

import dev.sidetone.config.CallSettings;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.RealtimeSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the configuration says about calls, whatever a client asks for.
 *
 * @param type whether the voice answers
 * @param prompt replaces a client's
 * @param context replaces what a call would be told at its start; an empty text means nothing
 * @param startInstructions what the agent is told when a call begins
 * @param sessionCap how long the provider lets a session live
 * @param runawayReplies after so many answers in a row without a word of anybody it ends
 * @param alone how long a call goes on without its provider and without anybody who listens
 * @param parkAfter how long the agent works before the call is parked; empty: never, or not decided
 */
record CallPolicy(
        RealtimeSettings.Type type,
        Optional<String> prompt,
        Optional<String> context,
        Optional<String> startInstructions,
        CallSettings.Limits limits,
        Optional<Duration> sessionCap,
        int runawayReplies,
        Duration alone,
        Optional<Duration> parkAfter) {

    private static final Duration ALONE = Duration.ofMinutes(5);

    /** Where calls cost money. To tell a new session what was said costs something too. */
    private static final Duration USUAL_PARK = Duration.ofSeconds(30);

    static final CallPolicy USUAL =
            new CallPolicy(
                    RealtimeSettings.Type.CONVERSATIONAL,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new CallSettings.Limits(
                            Duration.ofSeconds(15), Duration.ofMinutes(15), Duration.ofHours(4)),
                    Optional.empty(),
                    6,
                    ALONE,
                    Optional.empty());

    static CallPolicy of(Configuration now) {
        RealtimeSettings realtime = now.realtime();
        return new CallPolicy(
                realtime.type(),
                realtime.prompt(),
                realtime.startupContext(),
                realtime.startInstructions(),
                now.calls().limits(),
                Optional.empty(),
                now.usage().budget().runawayReplies(),
                ALONE,
                now.usage().budget().parkAfter());
    }

    CallPolicy capped(Optional<Duration> cap) {
        return new CallPolicy(
                type,
                prompt,
                context,
                startInstructions,
                limits,
                cap,
                runawayReplies,
                alone,
                parkAfter);
    }

    CallPolicy of(RealtimeSettings.Type other) {
        return new CallPolicy(
                other,
                prompt,
                context,
                startInstructions,
                limits,
                sessionCap,
                runawayReplies,
                alone,
                parkAfter);
    }

    CallPolicy alone(Duration most) {
        return new CallPolicy(
                type,
                prompt,
                context,
                startInstructions,
                limits,
                sessionCap,
                runawayReplies,
                most,
                parkAfter);
    }

    CallPolicy parkedAfter(Optional<Duration> work) {
        return new CallPolicy(
                type,
                prompt,
                context,
                startInstructions,
                limits,
                sessionCap,
                runawayReplies,
                alone,
                work);
    }

    /** What is configured holds for all; otherwise calls that cost money are parked. */
    CallPolicy forCalls(boolean paid) {
        return parkedAfter(
                parkAfter
                        .or(() -> paid ? Optional.of(USUAL_PARK) : Optional.empty())
                        .filter(work -> !work.isZero()));
    }

    /** What a call with these options is told instead of what we would find out ourselves. */
    Optional<String> context(CallOptions options) {
        return options.startupContext() ? context : Optional.of("");
    }

    /** What a client asks for goes before what is configured. */
    Optional<String> startInstructions(CallOptions options) {
        return options.startInstructions().or(() -> startInstructions);
    }
}
