package dev.sidetone.appserver;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Sessions;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Finds the thread a request names and subscribes its client. */
@ApplicationScoped
class Threads {

    private final TranscriptStore store;
    private final Sessions sessions;

    @Inject
    Threads(TranscriptStore store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /** The thread must exist; from then on the client hears of it. */
    ConversationId joined(Client client, Params params) throws RpcException {
        ConversationId thread = params.thread();
        if (!client.knows(thread)) {
            existing(thread);
            join(client, thread);
        }
        return thread;
    }

    Conversation existing(ConversationId thread) throws RpcException {
        return store.find(thread)
                .orElseThrow(() -> RpcException.invalid("thread not found: " + thread));
    }

    void join(Client client, ConversationId thread) {
        client.learns(thread);
        sessions.watch(thread, client);
    }
}
