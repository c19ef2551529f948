package dev.sidetone.console;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.MovedTo;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Leads from where something was before a merge or split to where it is. */
final class Leads {

    private Leads() {}

    /**
     * The way to an item, or with {@code seq} 0 to a conversation; empty when it is where it was
     * looked for, or nowhere.
     */
    static Optional<Response> to(TranscriptStore store, ConversationId from, long seq) {
        boolean open = store.find(from).isPresent();
        if (open && (seq <= 0 || store.position(from, seq).isPresent())) {
            return Optional.empty();
        }
        Optional<MovedTo> item = seq > 0 ? store.movedTo(from, seq) : Optional.empty();
        Optional<MovedTo> whole = open ? Optional.empty() : store.movedTo(from, 0);
        return item.map(it -> "%s?at=%d#item-%2$d".formatted(it.conversation(), it.seq()))
                .or(() -> whole.map(it -> it.conversation() + rest(from, seq)))
                .map(Leads::seeOther);
    }

    /** The browser keeps an item's number in the address: the page asks with it where that is. */
    private static String rest(ConversationId from, long seq) {
        return seq > 0 ? "#main" : "?was=" + from;
    }

    /** Not kept by browsers: what was merged may be parted again. */
    private static Response seeOther(String where) {
        return Response.seeOther(URI.create("/conversations/" + where))
                .header("Cache-Control", "no-store")
                .build();
    }
}
