package dev.sidetone.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.conversation.Item;
import dev.sidetone.usage.Spent;
import java.util.OptionalLong;

/** What a conversation tells those who watch it, in the order it happened. */
public sealed interface Notice {

    /**
     * A call is up; {@code sessionId} as the client asked or the conversation's id, {@code callId}
     * its own; {@code version} of the protocol, {@code v2} for example.
     */
    record CallStarted(String callId, String sessionId, String version) implements Notice {}

    /** The provider's answer to the browser's offer. */
    record Answer(String sdp) implements Notice {}

    /** A provider's item, or one of the synthetic items of the protocol. */
    record ItemAdded(JsonNode item) implements Notice {}

    /** Somebody's words begin; ended by exactly one {@link WordsDone} unless the call ends. */
    record WordsStarted(String sessionId, String itemId, Speaker speaker) implements Notice {}

    record WordsDelta(String itemId, Speaker speaker, String delta) implements Notice {}

    /** The final words; they are already in the journal. */
    record WordsDone(String sessionId, String itemId, Speaker speaker, String text)
            implements Notice {}

    /** What the user says so far; {@code text} replaces the caption of {@code itemId}. */
    record Caption(String itemId, String text, boolean last) implements Notice {}

    /** 24 kHz mono PCM16, base64. */
    record OutputAudio(String itemId, String data) implements Notice {}

    /** Something failed; the call may go on. {@code code} is for machines and may be empty. */
    record CallError(String message, String code) implements Notice {}

    /** A call is over; {@code callId} is empty when there was none to be ended. */
    record CallClosed(String callId, String sessionId, CloseReason reason, boolean failed)
            implements Notice {}

    record StateChanged(ConsoleState state, String detail) implements Notice {}

    /** From the end of the user's speech to the first sound of the answer. */
    record Latency(
            long totalMs,
            OptionalLong endOfTurnMs,
            OptionalLong recognitionMs,
            OptionalLong answerMs,
            OptionalLong synthesisMs,
            OptionalLong networkMs)
            implements Notice {}

    /** What a call has used and cost so far. */
    record Used(String callId, Spent spent) implements Notice {}

    /**
     * Whether the sound of a call that begins is kept; {@code message} says why not when it was
     * asked for.
     */
    record Recording(String callId, boolean recorded, String message) implements Notice {}

    /** An item as the journal has it now. */
    record Stored(Item item) implements Notice {}

    /** Something the user should know that stops nothing. */
    record Remark(String message) implements Notice {}

    /** The provider ends the call's session soon: the client should start the call again. */
    record RenewalDue(String message) implements Notice {}

    /** A parked call has something to say: a client whose sound goes by WebRTC makes an offer. */
    record Ringing(String message) implements Notice {}

    /** A request that could not be carried out, under the protocol's generic {@code error}. */
    record BadRequest(String message) implements Notice {}

    record TurnStarted(Turn turn) implements Notice {}

    record TurnItemStarted(String turnId, TurnItem item) implements Notice {}

    record TurnItemCompleted(String turnId, TurnItem item) implements Notice {}

    record TurnCompleted(Turn turn) implements Notice {}

    /** Whose words. */
    enum Speaker {
        USER,
        ASSISTANT;

        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
