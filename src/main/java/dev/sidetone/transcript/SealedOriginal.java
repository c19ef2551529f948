package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import java.time.Instant;
import java.util.Optional;

/**
 * What redaction took out of an item at one time, sealed for where that item was then.
 *
 * @param id of its row
 * @param written the words of a new item as they are to be kept: an item that is there already with
 *     other words does not get it; empty when the words of an item were changed
 * @param keyId of the key it is sealed with
 */
record SealedOriginal(
        String id,
        ConversationId conversation,
        String itemId,
        Optional<String> written,
        Instant keptAt,
        String keyId,
        byte[] sealed) {

    /** What the sealed bytes are bound to. */
    static String place(String conversation, String itemId, Instant keptAt) {
        return String.join(
                "\n",
                "sidetone original",
                conversation,
                itemId,
                Long.toString(keptAt.toEpochMilli()));
    }
}
