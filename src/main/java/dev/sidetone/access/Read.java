package dev.sidetone.access;

import dev.sidetone.conversation.ConversationId;
import java.time.Instant;
import java.util.List;

/**
 * An entry of the log of who read what is another's, or saw what was taken out. Immutable.
 *
 * @param number from 1, without a hole
 * @param at when it was read first in its hour
 * @param reader who read it; empty for whoever shows the one token
 * @param itemId which item it was about; empty when that was the whole conversation
 * @param owners whose it is; an empty name for nobody in particular
 * @param seal SHA-256 over this entry and the seal before it, in hexadecimal
 */
public record Read(
        long number,
        Instant at,
        String reader,
        ConversationId conversation,
        ReadKind kind,
        String itemId,
        List<String> owners,
        String seal) {

    public Read {
        owners = List.copyOf(owners);
    }
}
