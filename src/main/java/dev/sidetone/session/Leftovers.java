package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptException;
import dev.sidetone.transcript.TranscriptStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What a service that died left unfinished: a tool call without a result would seem to run for
 * ever.
 */
final class Leftovers {

    static final String RESULT = "No result: the service ended before this was done. Ask again.";

    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private Leftovers() {}

    /** Ends the open tool calls of a conversation that were made before anything worked at it. */
    static void settle(
            TranscriptStore store,
            ConversationId conversation,
            Instant before,
            Consumer<NewItem> journal) {
        try {
            List<Item> items = store.items(conversation);
            var answered =
                    items.stream()
                            .filter(i -> i.kind() == Item.Kind.TOOL_OUTPUT)
                            .map(Item::toolCallId)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet());
            items.stream()
                    .filter(i -> i.kind() == Item.Kind.TOOL_CALL)
                    .filter(i -> i.startedAt().isBefore(before))
                    .filter(i -> !answered.contains(i.toolCallId()))
                    .forEach(call -> journal.accept(noResult(conversation, call)));
        } catch (TranscriptException e) {
            LOG.warnf(e, "open tool calls of conversation %s were not settled", conversation);
        }
    }

    /** As old as its call, so that it stands beside it. */
    private static NewItem noResult(ConversationId conversation, Item call) {
        NewItem output =
                NewItem.toolOutput(
                        conversation,
                        call.itemId() + "-unfinished",
                        Objects.requireNonNullElse(call.toolName(), ""),
                        Objects.requireNonNullElse(call.toolCallId(), call.itemId()),
                        RESULT,
                        call.startedAt());
        String callId = call.callId();
        return callId == null ? output : output.inCall(callId);
    }
}
