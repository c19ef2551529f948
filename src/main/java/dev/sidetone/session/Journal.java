package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.telemetry.Quiet;
import dev.sidetone.transcript.TranscriptException;
import dev.sidetone.transcript.TranscriptStore;
import org.jboss.logging.Logger;

/**
 * Writes a conversation's items and tells its watchers what was written. A store in trouble stops
 * no call: the watchers are told instead. Thread-safe.
 */
final class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);

    private final TranscriptStore store;
    private final ConversationId conversation;
    private final Watchers watchers;

    Journal(TranscriptStore store, ConversationId conversation, Watchers watchers) {
        this.store = store;
        this.conversation = conversation;
        this.watchers = watchers;
    }

    void write(NewItem item) {
        try {
            Item stored = store.append(item);
            watchers.tell(new Notice.Stored(stored));
        } catch (TranscriptException e) {
            LOG.errorf(Quiet.of(e), "an item of conversation %s was not written", conversation);
            watchers.tell(new Notice.Remark("This was not saved: " + e.getMessage()));
        }
    }

    void cut(String itemId, long heardMs, String heardText) {
        try {
            store.markInterrupted(conversation, itemId, heardMs, heardText)
                    .ifPresent(item -> watchers.tell(new Notice.Stored(item)));
        } catch (TranscriptException e) {
            LOG.errorf(Quiet.of(e), "an item of conversation %s was not cut", conversation);
        }
    }
}
