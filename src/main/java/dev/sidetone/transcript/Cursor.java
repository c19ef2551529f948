package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;

/** Where a page of conversations ended: {@code <ms since 1970>.<id>}. */
record Cursor(long time, ConversationId id) {

    static Cursor of(Conversation last, ConversationQuery query) {
        return new Cursor(query.time(last).toEpochMilli(), last.id());
    }

    static Cursor parse(String text) {
        int dot = text.indexOf('.');
        try {
            return new Cursor(
                    Long.parseLong(text.substring(0, Math.max(dot, 0))),
                    new ConversationId(text.substring(dot + 1)));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "the cursor is none of ours: take it from the page before, unchanged");
        }
    }

    String text() {
        return time + "." + id.value();
    }
}
