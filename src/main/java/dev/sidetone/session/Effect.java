package dev.sidetone.session;

import dev.sidetone.conversation.NewItem;
import dev.sidetone.wire.ClientEvent;
import java.util.List;

/** What a transition asks for. Carried out in order; a write is done before what follows it. */
sealed interface Effect {

    record CreateCall() implements Effect {}

    record OpenSocket() implements Effect {}

    /** Makes another call of the provider with a new offer of the client. */
    record CallAgain(String offer) implements Effect {}

    /** Finds out anew what the call should know. */
    record FindContext() implements Effect {}

    /** Joins the sideband after a wait of {@code delayMs}, give or take some jitter. */
    record Join(String callId, long delayMs) implements Effect {}

    /** Gives up whatever {@link CreateCall}, {@link OpenSocket} or {@link Join} is under way. */
    record CancelConnecting() implements Effect {}

    /**
     * Tells the provider what this session is ({@code again}: what may have changed), then sends
     * what a lost link left over.
     */
    record Configure(TurnDetection mode, Briefing briefing, boolean again) implements Effect {}

    /** Sends what a lost link left over, in a session that is somebody else's to configure. */
    record SendLeftOver() implements Effect {}

    record Send(ClientEvent event) implements Effect {}

    record Arm(CallEvent.Timer timer, String about, long ms) implements Effect {}

    /** Finds out in a while whether anybody listens. */
    record LookAround(long ms) implements Effect {}

    record Publish(Notice notice) implements Effect {}

    record Write(NewItem item) implements Effect {}

    record Cut(String itemId, long heardMs, String heardText) implements Effect {}

    /** {@code heard}: the words come from speech and names may be spelled as they sounded. */
    record RunAgent(String toolCallId, String prompt, List<String> transcriptDelta, boolean heard)
            implements Effect {}

    record StopAgent() implements Effect {}

    /** Tells the agent what was said after its last work. */
    record TellAgent(List<String> said) implements Effect {}

    record CloseSocket() implements Effect {}

    record HangUp(String callId) implements Effect {}

    /** The call is over; nothing follows. */
    record Finish() implements Effect {}
}
