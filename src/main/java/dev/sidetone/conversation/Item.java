package dev.sidetone.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a conversation as it is stored. Immutable.
 *
 * @param seq position in the journal, from 1, never reused; the order of writing
 * @param itemId the realtime item's id, or one of our own; unique in its conversation
 * @param callId the call it belongs to; {@code null} for text typed without a call
 * @param text the words; for a tool call its arguments, for a tool output its result
 * @param toolName the called tool; {@code null} for anything else
 * @param toolCallId links a tool call and its output; {@code null} for anything else
 * @param startedAt when its speech (or typing) started; items are shown in this order
 * @param startMs start of the speech in ms since the call began; {@code null} without speech
 * @param endMs end of the speech in ms since the call began; {@code null} without speech
 * @param interrupted true when the user cut it off
 * @param heardMs ms of the speech that were really played; {@code null} when all of it
 * @param details what else is known of it
 */
public record Item(
        ConversationId conversation,
        long seq,
        String itemId,
        @Nullable String callId,
        Role role,
        Kind kind,
        String text,
        @Nullable String toolName,
        @Nullable String toolCallId,
        Instant startedAt,
        @Nullable Long startMs,
        @Nullable Long endMs,
        boolean interrupted,
        @Nullable Long heardMs,
        List<Citation> citations,
        ItemDetails details) {

    public Item {
        citations = List.copyOf(citations);
    }

    public Optional<String> call() {
        return Optional.ofNullable(callId);
    }

    /** The same item at another position. */
    public Item at(long position) {
        return copy(conversation, position, text, interrupted, heardMs, details);
    }

    /** The same item with other words. */
    public Item saying(String words) {
        return copy(conversation, seq, words, interrupted, heardMs, details);
    }

    /** The same item as it was heard: cut off after {@code heard} ms with these words said. */
    public Item cutTo(long heard, String words) {
        return copy(conversation, seq, words, true, heard, details.cut(text, words));
    }

    /** The same item as somebody put it right. */
    public Item edited(String words, Instant at) {
        return copy(conversation, seq, words, interrupted, heardMs, details.edited(text, at));
    }

    /** The same item in another conversation. */
    public Item in(ConversationId other) {
        return copy(other, seq, text, interrupted, heardMs, details);
    }

    /** The same item under another id. */
    public Item named(String otherId) {
        return new Item(
                conversation,
                seq,
                otherId,
                callId,
                role,
                kind,
                text,
                toolName,
                toolCallId,
                startedAt,
                startMs,
                endMs,
                interrupted,
                heardMs,
                citations,
                details);
    }

    /** The same item with this known of it. */
    public Item with(ItemDetails known) {
        return copy(conversation, seq, text, interrupted, heardMs, known);
    }

    private Item copy(
            ConversationId where,
            long position,
            String words,
            boolean cut,
            @Nullable Long heard,
            ItemDetails known) {
        return new Item(
                where,
                position,
                itemId,
                callId,
                role,
                kind,
                words,
                toolName,
                toolCallId,
                startedAt,
                startMs,
                endMs,
                cut,
                heard,
                citations,
                known);
    }

    /** Who it comes from. */
    public enum Role {
        USER,
        ASSISTANT,
        AGENT,
        SYSTEM
    }

    /** What it is. */
    public enum Kind {
        SPEECH,
        TEXT,
        TOOL_CALL,
        TOOL_OUTPUT,
        HANDOFF,
        NOTE
    }
}
