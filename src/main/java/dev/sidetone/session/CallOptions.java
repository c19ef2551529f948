package dev.sidetone.session;

import java.util.Optional;

/**
 * What a client may ask for besides, under the names of {@code thread/realtime/start}.
 *
 * @param startupContext whether the call is told what was said before and about what
 * @param startInstructions what the agent is told when a call begins; empty takes ours
 * @param endInstructions what the agent is told when a call has ended; empty takes ours
 * @param handback how the agent's words come to the voice
 * @param itemPrefix stands before what is handed back as an item
 * @param flushTail what was said after the last handoff goes to the agent when the call ends
 * @param recordingConsent the person agrees that the sound of the call is kept
 * @param parking the client makes a new offer when a parked call rings
 * @param starter who starts the call
 * @param live what v3 offers besides
 */
public record CallOptions(
        boolean startupContext,
        Optional<String> startInstructions,
        Optional<String> endInstructions,
        Handback handback,
        String itemPrefix,
        boolean flushTail,
        boolean recordingConsent,
        boolean parking,
        Starter starter,
        LiveOptions live) {

    /** What a client has that asks for nothing. */
    public static final CallOptions USUAL =
            new CallOptions(
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Handback.SPOKEN,
                    "",
                    false,
                    false,
                    false,
                    Starter.NOBODY,
                    LiveOptions.USUAL);

    public CallOptions withStartupContext(boolean wanted) {
        return new CallOptions(
                wanted,
                startInstructions,
                endInstructions,
                handback,
                itemPrefix,
                flushTail,
                recordingConsent,
                parking,
                starter,
                live);
    }

    public CallOptions withInstructions(Optional<String> start, Optional<String> end) {
        return new CallOptions(
                startupContext,
                start,
                end,
                handback,
                itemPrefix,
                flushTail,
                recordingConsent,
                parking,
                starter,
                live);
    }

    public CallOptions withHandback(Handback how, String prefix) {
        return new CallOptions(
                startupContext,
                startInstructions,
                endInstructions,
                how,
                prefix,
                flushTail,
                recordingConsent,
                parking,
                starter,
                live);
    }

    public CallOptions withFlushTail(boolean wanted) {
        return new CallOptions(
                startupContext,
                startInstructions,
                endInstructions,
                handback,
                itemPrefix,
                wanted,
                recordingConsent,
                parking,
                starter,
                live);
    }

    public CallOptions withRecordingConsent(boolean given) {
        return new CallOptions(
                startupContext,
                startInstructions,
                endInstructions,
                handback,
                itemPrefix,
                flushTail,
                given,
                parking,
                starter,
                live);
    }

    public CallOptions withParking(boolean able) {
        return new CallOptions(
                startupContext,
                startInstructions,
                endInstructions,
                handback,
                itemPrefix,
                flushTail,
                recordingConsent,
                able,
                starter,
                live);
    }

    public CallOptions withStarter(Starter who) {
        return new CallOptions(
                startupContext,
                startInstructions,
                endInstructions,
                handback,
                itemPrefix,
                flushTail,
                recordingConsent,
                parking,
                who,
                live);
    }

    public CallOptions withLive(LiveOptions wanted) {
        return new CallOptions(
                startupContext,
                startInstructions,
                endInstructions,
                handback,
                itemPrefix,
                flushTail,
                recordingConsent,
                parking,
                starter,
                wanted);
    }

    /** How the agent's words come to the voice. */
    public enum Handback {
        /** The voice is asked to say them. */
        SPOKEN,
        /** They are put before it, and it says nothing ({@code codexResponsesAsItems}). */
        ITEMS,
        /** Not at all: the client does it ({@code clientManagedHandoffs}). */
        BY_CLIENT
    }
}
