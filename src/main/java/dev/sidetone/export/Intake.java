package dev.sidetone.export;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Title;
import dev.sidetone.transcript.TranscriptStore;
import java.util.ArrayList;
import java.util.List;

/** Brings one conversation, a few hundred items at a time. */
final class Intake {

    private static final int AT_ONCE = 500;

    private final TranscriptStore store;
    private final Conversation conversation;
    private final List<Item> batch = new ArrayList<>();
    private String title;
    private long items;
    private long added;

    Intake(TranscriptStore store, Conversation conversation) {
        this.store = store;
        this.conversation = conversation;
        this.title = conversation.title();
    }

    void add(Item item) {
        if (title.isEmpty() && item.role() == Item.Role.USER) {
            title = Title.from(item.text());
        }
        items++;
        batch.add(item);
        if (batch.size() == AT_ONCE) {
            write();
        }
    }

    /** How many there were. */
    long items() {
        return items;
    }

    Import.Taken finish(Skips skips) {
        write();
        return new Import.Taken(conversation.id(), store.cleaned(title), items, added, skips);
    }

    private void write() {
        added += store.bring(conversation, batch);
        batch.clear();
    }
}
