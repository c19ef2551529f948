package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.Originals;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What redaction took out and a vault kept, for whoever asks and may see it. Each time is written
 * down before anything is told, also for what is the reader's own. Thread-safe.
 */
@Singleton
public final class Reveals {

    private final TranscriptStore store;
    private final Guard guard;
    private final Originals originals;

    @Inject
    Reveals(@Guarded TranscriptStore store, Guard guard, Originals originals) {
        this.store = store;
        this.guard = guard;
        this.originals = originals;
    }

    /** Whether there is a vault, and whoever asks may see what is in it. */
    public boolean offered() {
        return originals.opens() && guard.reader().may(Scope.REVEAL);
    }

    /**
     * The ids of those items of which something is kept, in no order; none of a conversation that
     * the reader may not see.
     *
     * @throws DeniedException when they may not see what was taken out
     */
    public List<String> items(ConversationId conversation) {
        Reader _ = guard.need(Scope.REVEAL);
        return store.find(conversation).isPresent() ? originals.items(conversation) : List.of();
    }

    /**
     * What was taken out of an item; nothing of a conversation that the reader may not see.
     *
     * @throws DeniedException when they may not see what was taken out
     * @throws AccessException when it cannot be written down that they do
     */
    public Originals.Found of(ConversationId conversation, String itemId) {
        Reader _ = guard.need(Scope.REVEAL);
        if (store.find(conversation).isEmpty()) {
            return Originals.Found.NOTHING;
        }
        Originals.Found found = originals.of(conversation, itemId);
        if (!found.opened().isEmpty()) {
            guard.reveals(conversation, itemId);
        }
        return found;
    }
}
