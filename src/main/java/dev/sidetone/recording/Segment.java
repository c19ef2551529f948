package dev.sidetone.recording;

import dev.sidetone.conversation.ConversationId;
import java.time.Instant;

/**
 * A piece of one speaker's sound.
 *
 * @param itemId of the assistant's item; empty for the user
 * @param begunAt when it began by the clock
 * @param fromMs since the call began
 * @param toMs since the call began
 */
public record Segment(
        String id,
        ConversationId conversation,
        String callId,
        Speaker speaker,
        String itemId,
        Instant begunAt,
        long fromMs,
        long toMs) {

    /** What its sealed sound is bound to. */
    String place() {
        return String.join(
                "\n",
                id,
                conversation.value(),
                callId,
                speaker.wireName(),
                itemId,
                Long.toString(fromMs),
                Long.toString(toMs));
    }
}
