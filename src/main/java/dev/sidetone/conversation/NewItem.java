package dev.sidetone.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item that is to be written; the journal gives it its {@code seq}. Immutable. The components
 * mean what they mean in {@link Item}. Made by the factories below.
 *
 * @param startedAt kept to the millisecond
 */
public record NewItem(
        ConversationId conversation,
        String itemId,
        @Nullable String callId,
        Item.Role role,
        Item.Kind kind,
        String text,
        @Nullable String toolName,
        @Nullable String toolCallId,
        Instant startedAt,
        @Nullable Long startMs,
        @Nullable Long endMs,
        List<Citation> citations,
        ItemDetails details) {

    public NewItem {
        if (itemId.isBlank()) {
            throw new IllegalArgumentException("an item needs an id");
        }
        text = Visible.storable(text);
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
        citations = List.copyOf(citations);
    }

    /** Something typed, or an answer on the screen. */
    public static NewItem text(
            ConversationId conversation,
            String itemId,
            Item.Role role,
            String text,
            Instant startedAt) {
        return plain(conversation, itemId, role, Item.Kind.TEXT, text, startedAt);
    }

    /** A remark of the service: a call's start and end, an error that the user was told. */
    public static NewItem note(
            ConversationId conversation, String itemId, String text, Instant startedAt) {
        return plain(conversation, itemId, Item.Role.SYSTEM, Item.Kind.NOTE, text, startedAt);
    }

    /** A request that the voice model passed to the coding agent. */
    public static NewItem handoff(
            ConversationId conversation, String itemId, String prompt, Instant startedAt) {
        return plain(
                conversation, itemId, Item.Role.ASSISTANT, Item.Kind.HANDOFF, prompt, startedAt);
    }

    /** Speech of a call, from {@code startMs} to {@code endMs} since the call began. */
    public static NewItem speech(
            ConversationId conversation,
            String itemId,
            Item.Role role,
            String text,
            Instant startedAt,
            long startMs,
            long endMs) {
        return plain(conversation, itemId, role, Item.Kind.SPEECH, text, startedAt)
                .heardFrom(startMs, endMs);
    }

    /** A tool that is called; {@code arguments} is JSON. */
    public static NewItem toolCall(
            ConversationId conversation,
            String itemId,
            String tool,
            String toolCallId,
            String arguments,
            Instant startedAt) {
        return plain(
                        conversation,
                        itemId,
                        Item.Role.AGENT,
                        Item.Kind.TOOL_CALL,
                        arguments,
                        startedAt)
                .ofTool(tool, toolCallId);
    }

    /** What a tool gave back. */
    public static NewItem toolOutput(
            ConversationId conversation,
            String itemId,
            String tool,
            String toolCallId,
            String result,
            Instant startedAt) {
        return plain(
                        conversation,
                        itemId,
                        Item.Role.AGENT,
                        Item.Kind.TOOL_OUTPUT,
                        result,
                        startedAt)
                .ofTool(tool, toolCallId);
    }

    /** The same item with other words. */
    public NewItem saying(String words) {
        return copy(callId, words, citations, details);
    }

    /** The same item in a call. */
    public NewItem inCall(String call) {
        return copy(call, text, citations, details);
    }

    /** The same item with the places it rests on. */
    public NewItem citing(List<Citation> places) {
        return copy(callId, text, places, details);
    }

    /** The same item with this known of it. */
    public NewItem with(ItemDetails known) {
        return copy(callId, text, citations, known);
    }

    /** The stored item, at position {@code seq}. */
    public Item at(long seq) {
        return new Item(
                conversation,
                seq,
                itemId,
                callId,
                role,
                kind,
                text,
                toolName,
                toolCallId,
                startedAt,
                startMs,
                endMs,
                false,
                null,
                citations,
                details);
    }

    private NewItem copy(
            @Nullable String call, String words, List<Citation> places, ItemDetails known) {
        return new NewItem(
                conversation,
                itemId,
                call,
                role,
                kind,
                words,
                toolName,
                toolCallId,
                startedAt,
                startMs,
                endMs,
                places,
                known);
    }

    private NewItem heardFrom(long from, long to) {
        return new NewItem(
                conversation,
                itemId,
                callId,
                role,
                kind,
                text,
                toolName,
                toolCallId,
                startedAt,
                from,
                to,
                citations,
                details);
    }

    private NewItem ofTool(String tool, String call) {
        return new NewItem(
                conversation,
                itemId,
                callId,
                role,
                kind,
                text,
                tool,
                call,
                startedAt,
                startMs,
                endMs,
                citations,
                details);
    }

    private static NewItem plain(
            ConversationId conversation,
            String itemId,
            Item.Role role,
            Item.Kind kind,
            String text,
            Instant startedAt) {
        return new NewItem(
                conversation,
                itemId,
                null,
                role,
                kind,
                text,
                null,
                null,
                startedAt,
                null,
                null,
                List.of(),
                ItemDetails.NONE);
    }
}
