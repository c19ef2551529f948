package dev.sidetone.session;

import dev.sidetone.usage.Allowance;
import dev.sidetone.usage.Spent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import java.util.Optional;

/** What can happen to a call. */
sealed interface CallEvent {

    record Begin() implements CallEvent {}

    /** The provider made the WebRTC call. */
    record CallCreated(String callId, String answerSdp) implements CallEvent {}

    record StartFailed(String message, String code) implements CallEvent {}

    /** The control socket is open. */
    record LinkUp() implements CallEvent {}

    /** One try to join failed; {@code gone}: the provider has no such call any more. */
    record JoinFailed(String message, boolean gone) implements CallEvent {}

    /** The open control socket ended. */
    record LinkDown(String message, boolean gone, boolean orderly) implements CallEvent {}

    record ProviderSaid(ServerEvent event) implements CallEvent {}

    /** What the provider said counted: the call has used so much now. */
    record Used(Spent spent, Allowance allowance) implements CallEvent {}

    /** A timer rang; {@code about} tells apart rings of the same timer. */
    record Rang(Timer timer, String about) implements CallEvent {}

    /** Whether anybody listens to the call. */
    record Looked(boolean somebody) implements CallEvent {}

    record StopRequested() implements CallEvent {}

    /** Somebody wants to talk in a parked call; with an offer where the sound goes by WebRTC. */
    record ResumeRequested(Optional<String> offer) implements CallEvent {}

    record AudioCame(String base64) implements CallEvent {}

    /**
     * Somebody typed.
     *
     * @param by the name of who did, who need not be who began the call; empty when not known
     */
    record TextCame(String id, String text, TextRole role, String by) implements CallEvent {}

    /** Something the voice model should say in its own words. */
    record SpeechCame(String id, String text) implements CallEvent {}

    record InterruptRequested() implements CallEvent {}

    record CommitRequested() implements CallEvent {}

    record ClearRequested() implements CallEvent {}

    record ModeChosen(TurnDetection mode) implements CallEvent {}

    /** The client cut playback after {@code ms} of an item. */
    record Played(String itemId, long ms) implements CallEvent {}

    /** The agent ended its work for a function call. */
    record AgentDone(String toolCallId, String output, boolean speak) implements CallEvent {}

    /** A remark of the agent while it works; {@code id} for its item. */
    record AgentSaid(String id, String message) implements CallEvent {}

    /** The agent's answer to a request that came by no function call. */
    record AgentAnswered(String id, String text) implements CallEvent {}

    record VocabularyChanged(List<String> words) implements CallEvent {}

    /** What the call should know of was found out. */
    record ContextFound(String text) implements CallEvent {}

    /** What a call waits for. */
    enum Timer {
        START,
        SIDEBAND,
        CLOSE,
        PLAYBACK,
        TRUNCATE,
        IDLE,
        LIMIT,
        BUDGET,
        RENEWAL,
        REOPEN,
        PARK,
        RING
    }
}
